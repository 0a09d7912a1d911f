-- Sessions that their owner sees and ends, how each came about, logout tokens once, and acts that wait for a proof.
SET LOCAL ROLE riwayat_pemilik;

ALTER TABLE tata.sesi
  ADD COLUMN sesi_id uuid NOT NULL DEFAULT gen_random_uuid(),  -- its name on a screen: the token is no one's to see
  ADD COLUMN auth_time timestamptz,                            -- when the provider saw the person; NULL: it did not say
  ADD COLUMN acr text NOT NULL DEFAULT '', ADD COLUMN amr text[] NOT NULL DEFAULT '{}',
  ADD COLUMN peramban text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX sesi_menurut_id ON tata.sesi (tenant_id, sesi_id);
CREATE INDEX sesi_menurut_identitas ON tata.sesi (tenant_id, iss, sub);
CREATE INDEX sesi_menurut_orang ON tata.sesi (tenant_id, orang_id);

CREATE TABLE tata.token_keluar (               -- logout tokens that were obeyed, until they have expired by themselves
  tenant_id int NOT NULL, jti_sha256 bytea NOT NULL, sampai timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, jti_sha256)
);

CREATE TABLE tata.tindakan_tertunda (          -- what was typed into the form of a binding act, while its author signs in
  tenant_id int NOT NULL, tertunda_id uuid NOT NULL, orang_id uuid NOT NULL, halaman text NOT NULL, nama text NOT NULL,
  isi jsonb NOT NULL, dibuat timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, tertunda_id),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang
);

CALL sistem.pagari('tata.token_keluar', 'riwayat_app');
CALL sistem.pagari('tata.tindakan_tertunda', 'riwayat_app');
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.token_keluar, tata.tindakan_tertunda TO riwayat_app;
RESET ROLE;
