-- Files of a government: PDFs of approved versions and its emblem. A file is found by its SHA-256, which events name, and is
-- never changed: nobody may UPDATE or DELETE here.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE tata.berkas (
  tenant_id int NOT NULL, sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),  -- of isi; checked at every reading
  jenis text NOT NULL,                         -- media type
  isi bytea NOT NULL CHECK (octet_length(isi) <= 30 * 1024 * 1024),
  dibuat timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, sha256)
);
ALTER TABLE tata.berkas ALTER COLUMN isi SET STORAGE EXTERNAL;   -- both kinds are compressed already
CALL sistem.pagari('tata.berkas', 'riwayat_app');
GRANT SELECT, INSERT ON tata.berkas TO riwayat_app;
