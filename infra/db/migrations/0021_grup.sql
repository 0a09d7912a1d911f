-- Groups of a government's own system (SCIM): what they suggest about their members is looked up when somebody asks.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE tata.grup (
  tenant_id int NOT NULL, grup_id uuid NOT NULL, nama text NOT NULL, id_luar text NOT NULL DEFAULT '',
  penyedia int NOT NULL DEFAULT 0,             -- whose settings say what the group suggests; 0: of the first provider
  dibuat timestamptz NOT NULL, diubah timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, grup_id)
);
CREATE TABLE tata.anggota_grup (
  tenant_id int NOT NULL, grup_id uuid NOT NULL, orang_id uuid NOT NULL, sejak timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, grup_id, orang_id),
  FOREIGN KEY (tenant_id, grup_id) REFERENCES tata.grup ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.scim ON DELETE CASCADE
);
CREATE INDEX anggota_grup_orang ON tata.anggota_grup (tenant_id, orang_id);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['grup', 'anggota_grup'] LOOP
    EXECUTE format('CALL sistem.pagari(%L, ''riwayat_app'')', 'tata.' || t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON tata.%I TO riwayat_app', t);
  END LOOP;
END $$;
RESET ROLE;
