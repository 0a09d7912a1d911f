-- What lies outside the append: signed checkpoints, witnesses' cosignatures, the signer's verdict, redactions.
SET LOCAL ROLE riwayat_pemilik;

-- A redaction (decision D14) replaces a payload and destroys its salt. The hash that the leaf was made of stays, and the
-- event pemda.data_pribadi_dihapus in the same log names the position and the new payload's hash.
ALTER TABLE es.event ADD COLUMN payload_sha256 bytea CHECK (octet_length(payload_sha256) = 32);
ALTER TABLE es.event ALTER COLUMN payload SET NOT NULL;

-- Counts the accepted recoveries from a backup that had lost events; part of the log's origin, so that the log that
-- goes on after one is never taken for the one that was lost.
ALTER TABLE es.tenant_head ADD COLUMN pemulihan int NOT NULL DEFAULT 0;

CREATE TABLE es.checkpoint (
  tenant_id int NOT NULL,
  nomor     bigint NOT NULL CHECK (nomor > 0),     -- counts the tenant's checkpoints, gapless
  pemulihan int NOT NULL,
  size      bigint NOT NULL CHECK (size >= 0),
  root      bytea NOT NULL CHECK (octet_length(root) = 32),
  note      text NOT NULL,                         -- the signed note, without cosignatures
  pada      timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, nomor)
);

CREATE TABLE es.cosignature (
  tenant_id int NOT NULL,
  nomor     bigint NOT NULL,
  saksi     text NOT NULL,                         -- the witness' key name
  baris     text NOT NULL,                         -- its signature line
  pada      timestamptz NOT NULL,                  -- the time that the witness put into it
  PRIMARY KEY (tenant_id, nomor, saksi),
  FOREIGN KEY (tenant_id, nomor) REFERENCES es.checkpoint
);

-- The signer's word on each log: compared with what it, or a witness, remembers. It counts for the run of the database
-- server in which it was given; a restored copy has none that counts. Read by /readyz, which is bound to no tenant.
CREATE TABLE sistem.jaga (
  tenant_id int PRIMARY KEY,
  server    timestamptz NOT NULL,                  -- pg_postmaster_start_time()
  sah       boolean NOT NULL,
  size      bigint NOT NULL,
  kalimat   text NOT NULL DEFAULT '',              -- what is wrong and what to do
  pada      timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 40);

CREATE TABLE sistem.kunci_penanda (                -- the signer's public keys; a tenant's key name is its log's origin
  publik   bytea PRIMARY KEY CHECK (octet_length(publik) = 32),
  mulai    timestamptz NOT NULL DEFAULT clock_timestamp(),
  berakhir timestamptz
);

CREATE TABLE baca.saksi (                          -- witnesses that the tenant named, from its events
  tenant_id int NOT NULL, nama text NOT NULL, kunci text NOT NULL, alamat text NOT NULL, aktif boolean NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, nama)
);

CALL sistem.pagari('es.checkpoint', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penanda');
CALL sistem.pagari('es.cosignature', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penanda');
CALL sistem.pagari('baca.saksi', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penanda', 'riwayat_penulis');

GRANT SELECT ON es.checkpoint, es.cosignature TO riwayat_app, riwayat_pekerja;
GRANT SELECT ON sistem.jaga, sistem.kunci_penanda TO riwayat_app;
GRANT SELECT, INSERT ON es.checkpoint, es.cosignature TO riwayat_penanda;
GRANT SELECT, INSERT, UPDATE ON sistem.jaga, sistem.kunci_penanda TO riwayat_penanda;
GRANT USAGE ON SCHEMA baca TO riwayat_penanda;
GRANT SELECT ON baca.saksi TO riwayat_app, riwayat_pekerja, riwayat_penanda;
GRANT SELECT, INSERT, UPDATE ON baca.saksi TO riwayat_penulis;

RESET ROLE;
GRANT EXECUTE ON FUNCTION es.tertinggal, es.maju TO riwayat_penanda;
