-- The riwayat as its pages read it: a row per event of an SOP, and every hundredth state whole, so that no page folds a
-- long stream. And charts that were drawn once, for every process and after every restart.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE baca.kejadian (
  tenant_id int NOT NULL, pos bigint NOT NULL, sop_id uuid NOT NULL, versi bigint NOT NULL, versi_sop int NOT NULL,
  jenis text NOT NULL, orang uuid NOT NULL, jabatan text NOT NULL, jabatan_id uuid, tonggak boolean NOT NULL,
  kalimat text NOT NULL, mengapa text NOT NULL, sk text NOT NULL,
  sel text[] NOT NULL, dari text[] NOT NULL, ke text[] NOT NULL,  -- cells that changed; digests of their values
  pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, pos)
);
CREATE INDEX kejadian_sop ON baca.kejadian (tenant_id, sop_id, versi);
CREATE INDEX kejadian_tonggak ON baca.kejadian (tenant_id, sop_id, versi) WHERE tonggak;

CREATE TABLE baca.potret (
  tenant_id int NOT NULL, pos bigint NOT NULL, sop_id uuid NOT NULL, versi bigint NOT NULL,
  isi text NOT NULL,                           -- JSON of the state after this event, as domain.sop.bingkai keeps it
  pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, pos)
);
CREATE INDEX potret_sop ON baca.potret (tenant_id, sop_id, versi);

-- A cache, not a record: lost, it is drawn again. The digest names rows, columns and the code that draws.
CREATE TABLE tata.bagan (
  tenant_id int NOT NULL, sidik bytea NOT NULL, isi bytea NOT NULL, dibuat timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, sidik)
);

CALL sistem.pagari('baca.kejadian', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
CALL sistem.pagari('baca.potret', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
CALL sistem.pagari('tata.bagan', 'riwayat_app');
GRANT SELECT ON baca.kejadian, baca.potret TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.kejadian, baca.potret TO riwayat_penulis;
GRANT SELECT, INSERT ON tata.bagan TO riwayat_app;
RESET ROLE;

CALL sistem.cabang_baca($$      WHEN 'kejadian' THEN
        INSERT INTO baca.kejadian SELECT (r).* FROM jsonb_populate_record(NULL::baca.kejadian, b) r
        ON CONFLICT (tenant_id, pos) DO NOTHING;
      WHEN 'potret' THEN
        INSERT INTO baca.potret SELECT (r).* FROM jsonb_populate_record(NULL::baca.potret, b) r
        ON CONFLICT (tenant_id, pos) DO NOTHING;
$$);
