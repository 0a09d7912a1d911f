-- The check of a whole log that people ask for on the web: one row a government, the check that goes on beside what the
-- last finished one found. It decides nothing: whoever could change the log could change this row as well.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE tata.pemeriksaan_log (
  tenant_id  int PRIMARY KEY,
  mulai      timestamptz NOT NULL,              -- names the check: who finds another one here has been overtaken
  denyut     timestamptz NOT NULL,              -- its last sign of life
  berjalan   boolean NOT NULL,
  jabatan    text NOT NULL,                     -- the post that asked for it
  diperiksa  bigint NOT NULL, jumlah bigint NOT NULL,
  selesai    timestamptz,                       -- from here on: the last check that came to its end
  utuh       boolean, ukuran bigint, titik_periksa bigint,
  dari       bigint, sampai bigint,             -- of what was found: the first bad position, or the range it lies in
  temuan     text
) WITH (fillfactor = 50);                       -- updates stay on their page
CALL sistem.pagari('tata.pemeriksaan_log', 'riwayat_app');
GRANT SELECT, INSERT, UPDATE ON tata.pemeriksaan_log TO riwayat_app;
