-- Evidence bundles that somebody had made: how far one has come, and for a day the file itself, in pieces. Not logged: a
-- bundle is made again from the log at any time, so a crash may forget it, and no replica or backup should keep it.
SET LOCAL ROLE riwayat_pemilik;

CREATE UNLOGGED TABLE tata.bundel (
  tenant_id int NOT NULL, bundel_id uuid NOT NULL,
  orang_id uuid NOT NULL,                      -- who had it made: nobody else may fetch it
  judul text NOT NULL, cakupan jsonb NOT NULL,
  selesai bigint NOT NULL DEFAULT 0, jumlah bigint NOT NULL DEFAULT 0,  -- events written, and of how many
  besar bigint,                                -- bytes of the file; NULL until it is complete
  galat text NOT NULL DEFAULT '',              -- why none was made
  dibuat timestamptz NOT NULL DEFAULT now(),
  denyut timestamptz NOT NULL DEFAULT now(),   -- last sign of whoever makes it
  PRIMARY KEY (tenant_id, bundel_id)
);
CREATE INDEX bundel_orang ON tata.bundel (tenant_id, orang_id, dibuat);

CREATE UNLOGGED TABLE tata.bundel_isi (
  tenant_id int NOT NULL, bundel_id uuid NOT NULL, ke int NOT NULL, isi bytea NOT NULL,
  PRIMARY KEY (tenant_id, bundel_id, ke),
  FOREIGN KEY (tenant_id, bundel_id) REFERENCES tata.bundel ON DELETE CASCADE
);
ALTER TABLE tata.bundel_isi ALTER COLUMN isi SET STORAGE EXTERNAL;   -- a zip is compressed already

CALL sistem.pagari('tata.bundel', 'riwayat_app');
CALL sistem.pagari('tata.bundel_isi', 'riwayat_app');
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.bundel TO riwayat_app;
GRANT SELECT, INSERT, DELETE ON tata.bundel_isi TO riwayat_app;
