-- Several people on one SOP: who has its form open right now, and the threads of remarks on its steps and fields.
SET LOCAL ROLE riwayat_pemilik;

-- Presence is no history: a row is written over every few seconds, and worth nothing soon after.
CREATE TABLE tata.kehadiran (
  tenant_id int NOT NULL, sop_id uuid NOT NULL, orang_id uuid NOT NULL,
  jabatan text NOT NULL, sel text NOT NULL,    -- the cell that is open there, as the form names it; empty for none
  pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sop_id, orang_id)
) WITH (fillfactor = 50);

CREATE TABLE baca.masukan (
  tenant_id int NOT NULL, masukan_id uuid NOT NULL, sop_id uuid NOT NULL, tempat text NOT NULL, oleh uuid NOT NULL,
  terbuka boolean NOT NULL, disebut uuid[] NOT NULL, ucapan int NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, masukan_id)
);
CREATE INDEX masukan_sop ON baca.masukan (tenant_id, sop_id);
CREATE INDEX masukan_terbuka ON baca.masukan (tenant_id) WHERE terbuka;

CALL sistem.pagari('tata.kehadiran', 'riwayat_app');
CALL sistem.pagari('baca.masukan', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.kehadiran TO riwayat_app;
GRANT SELECT ON baca.masukan TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.masukan TO riwayat_penulis;
RESET ROLE;

CALL sistem.cabang_baca($$      WHEN 'masukan' THEN
        INSERT INTO baca.masukan SELECT (r).* FROM jsonb_populate_record(NULL::baca.masukan, b) r
        ON CONFLICT (tenant_id, masukan_id) DO UPDATE SET (terbuka, disebut, ucapan, pos, pada) =
          (excluded.terbuka, excluded.disebut, excluded.ucapan, excluded.pos, excluded.pada);
$$);
