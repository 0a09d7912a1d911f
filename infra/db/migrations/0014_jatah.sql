-- How much of a quota is used up (docs/adr/0019): one row for an address or a person and a kind of request, for minutes.
-- Not logged: a count is worth no flush, a crash may forget it, and a replica or a backup has no use for it.
SET LOCAL ROLE riwayat_pemilik;

CREATE UNLOGGED TABLE tata.jatah (
  tenant_id int NOT NULL,
  kunci bytea NOT NULL CHECK (octet_length(kunci) = 32),  -- SHA-256 of kind and who: no address and no person stands here
  penuh timestamptz NOT NULL,                  -- until when the quota counts as used (GCRA: theoretical arrival time)
  PRIMARY KEY (tenant_id, kunci)
) WITH (fillfactor = 50);                      -- updates stay on their page
CALL sistem.pagari('tata.jatah', 'riwayat_app');
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.jatah TO riwayat_app;
