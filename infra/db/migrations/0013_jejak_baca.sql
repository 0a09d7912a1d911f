-- Who from outside reads what: sensitive SOPs, the access trail, dossier links, and figures that a city gave a province.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE baca.pantauan (
  tenant_id int NOT NULL, sop_id uuid NOT NULL, aktif boolean NOT NULL, pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sop_id)
);

-- One row for each session, SOP and kind of page within an hour. Apart from the riwayat, and append-only for everybody:
-- nobody may UPDATE or DELETE here.
CREATE TABLE tata.jejak_baca (
  tenant_id int NOT NULL,
  pembaca bytea NOT NULL CHECK (octet_length(pembaca) = 32),  -- digest of the session, or of the dossier and its visit
  sop_id uuid NOT NULL, jenis text NOT NULL, jam timestamptz NOT NULL,
  jejak_id uuid NOT NULL,                      -- tells apart what was read at the same moment, where pages are cut
  orang_id uuid, dosir_id uuid,                -- who it was, or which link it came by
  jabatan text NOT NULL, opd_id uuid NOT NULL,
  pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, pembaca, sop_id, jenis, jam)
);
CREATE INDEX jejak_baca_urut ON tata.jejak_baca (tenant_id, pada, jejak_id);
CREATE INDEX jejak_baca_sop ON tata.jejak_baca (tenant_id, sop_id, pada, jejak_id);
CREATE INDEX jejak_baca_orang ON tata.jejak_baca (tenant_id, orang_id, pada, jejak_id);

-- The token of a link is nowhere but in the link. What it opens and until when is an event.
CREATE TABLE tata.tautan_dosir (
  tenant_id int NOT NULL, token_sha256 bytea NOT NULL CHECK (octet_length(token_sha256) = 32), dosir_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, token_sha256)
);

-- Belongs to the province: the worker leaves here what each city agreed to share, and takes it away again.
CREATE TABLE tata.angka_daerah (
  tenant_id int NOT NULL, kode text NOT NULL, nama text NOT NULL,
  opd int NOT NULL, berlaku int NOT NULL, wajib int NOT NULL, terpenuhi int NOT NULL, dievaluasi int NOT NULL,
  hari date NOT NULL,
  PRIMARY KEY (tenant_id, kode)
);

CALL sistem.pagari('baca.pantauan', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
CALL sistem.pagari('tata.jejak_baca', 'riwayat_app');
CALL sistem.pagari('tata.tautan_dosir', 'riwayat_app');
CALL sistem.pagari('tata.angka_daerah', 'riwayat_app', 'riwayat_pekerja');
GRANT SELECT ON baca.pantauan TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.pantauan TO riwayat_penulis;
GRANT SELECT, INSERT ON tata.jejak_baca, tata.tautan_dosir TO riwayat_app;
GRANT SELECT ON tata.angka_daerah TO riwayat_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.angka_daerah TO riwayat_pekerja;
RESET ROLE;

-- Who runs the installation sees how the logs are doing, and no row of any tenant: this role reads the tables outside
-- tenants alone. It does not log in; whoever is to act in it becomes a member (docs/operasi.md).
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'riwayat_operator') THEN
    CREATE ROLE riwayat_operator NOLOGIN;
  END IF;
  EXECUTE format('GRANT riwayat_operator TO %I', current_user);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO riwayat_operator', current_database());
END $$;
SET LOCAL ROLE riwayat_pemilik;
GRANT USAGE ON SCHEMA sistem TO riwayat_operator;
GRANT SELECT ON sistem.pemda, sistem.tenant_head, sistem.jaga, sistem.kursor TO riwayat_operator;
RESET ROLE;

CALL sistem.cabang_baca($$      WHEN 'pantauan' THEN
        INSERT INTO baca.pantauan SELECT (r).* FROM jsonb_populate_record(NULL::baca.pantauan, b) r
        ON CONFLICT (tenant_id, sop_id) DO UPDATE SET (aktif, pos, pada) = (excluded.aktif, excluded.pos, excluded.pada);
$$);
