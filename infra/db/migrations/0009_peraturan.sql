-- The register of laws, and which SOPs are offered as templates.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE baca.peraturan (
  tenant_id int NOT NULL, peraturan_id uuid NOT NULL, sebutan text NOT NULL, tentang text NOT NULL, tanggal date,
  status text NOT NULL, pengganti text[] NOT NULL, pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, peraturan_id)
);
CREATE TABLE baca.templat (
  tenant_id int NOT NULL, sop_id uuid NOT NULL, aktif boolean NOT NULL, pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sop_id)
);
CALL sistem.pagari('baca.peraturan', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
CALL sistem.pagari('baca.templat', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
GRANT SELECT ON baca.peraturan, baca.templat TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.peraturan, baca.templat TO riwayat_penulis;
RESET ROLE;

CALL sistem.cabang_baca($$      WHEN 'peraturan' THEN
        INSERT INTO baca.peraturan SELECT (r).* FROM jsonb_populate_record(NULL::baca.peraturan, b) r
        ON CONFLICT (tenant_id, peraturan_id) DO UPDATE SET (sebutan, tentang, tanggal, status, pengganti, pos, pada) =
          (excluded.sebutan, excluded.tentang, excluded.tanggal, excluded.status, excluded.pengganti,
           excluded.pos, excluded.pada);
      WHEN 'templat' THEN
        INSERT INTO baca.templat SELECT (r).* FROM jsonb_populate_record(NULL::baca.templat, b) r
        ON CONFLICT (tenant_id, sop_id) DO UPDATE SET (aktif, pos, pada) = (excluded.aktif, excluded.pos, excluded.pada);
$$);
