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

GRANT CREATE ON SCHEMA baca TO riwayat_penulis;
-- Writes the rows that an append brings. `p_peristiwa` says which event of the append each row belongs to, from 1.
-- As in 0006, with the branch for masukan.
CREATE OR REPLACE FUNCTION baca.tulis(p_tenant int, p_pertama bigint, p_pada timestamptz, p_tabel text[], p_baris json[],
                           p_peristiwa int[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  b jsonb;
BEGIN
  FOR i IN 1 .. coalesce(array_length(p_tabel, 1), 0) LOOP
    IF p_tabel[i] = 'sop' THEN
      UPDATE baca.sop t SET
          (opd_id, nama, unit, nomor, tahap, versi, penyusun, jumlah_langkah, penulis, dikembalikan, versi_aliran,
           pos, pada, tahap_sejak) =
          (s.opd_id, s.nama, s.unit, s.nomor, s.tahap, s.versi, s.penyusun, s.jumlah_langkah, s.penulis,
           s.dikembalikan, s.versi_aliran, p_pertama + p_peristiwa[i] - 1,
           p_pada + (p_peristiwa[i] - 1) * interval '1 microsecond',
           CASE WHEN (t.tahap, t.versi) = (s.tahap, s.versi) THEN t.tahap_sejak
                ELSE p_pada + (p_peristiwa[i] - 1) * interval '1 microsecond' END)
        FROM json_populate_record(NULL::baca.sop, p_baris[i]) s
        WHERE t.tenant_id = p_tenant AND t.sop_id = s.sop_id;
      IF FOUND THEN
        CONTINUE;
      END IF;
    END IF;
    b := p_baris[i]::jsonb || jsonb_build_object('tenant_id', p_tenant, 'pos', p_pertama + p_peristiwa[i] - 1,
           'pada', p_pada + (p_peristiwa[i] - 1) * interval '1 microsecond');
    CASE p_tabel[i]
      WHEN 'sop' THEN
        INSERT INTO baca.sop
          SELECT (r).* FROM jsonb_populate_record(NULL::baca.sop, b || jsonb_build_object('tahap_sejak', b -> 'pada')) r;
      WHEN 'keberlakuan' THEN
        INSERT INTO baca.keberlakuan SELECT (r).* FROM jsonb_populate_record(NULL::baca.keberlakuan, b) r
        ON CONFLICT (tenant_id, pos) DO NOTHING;
      WHEN 'nomor' THEN
        INSERT INTO baca.nomor AS t SELECT (r).* FROM jsonb_populate_record(NULL::baca.nomor, b) r
        ON CONFLICT (tenant_id, nomor) DO UPDATE SET pos = excluded.pos, pada = excluded.pada
          WHERE t.sop_id = excluded.sop_id;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'number taken' USING ERRCODE = 'RW006';
        END IF;
      WHEN 'evaluasi' THEN
        INSERT INTO baca.evaluasi SELECT (r).* FROM jsonb_populate_record(NULL::baca.evaluasi, b) r
        ON CONFLICT (tenant_id, pos) DO NOTHING;
      WHEN 'opd' THEN
        INSERT INTO baca.opd SELECT (r).* FROM jsonb_populate_record(NULL::baca.opd, b) r
        ON CONFLICT (tenant_id, opd_id) DO UPDATE SET (nama, singkatan, jenis, pos, pada) =
          (excluded.nama, excluded.singkatan, excluded.jenis, excluded.pos, excluded.pada);
      WHEN 'wajib' THEN
        INSERT INTO baca.wajib SELECT (r).* FROM jsonb_populate_record(NULL::baca.wajib, b) r
        ON CONFLICT (tenant_id, wajib_id) DO UPDATE SET (judul, penanggung_jawab, tenggat, sop_id, tidak_perlu, pos, pada) =
          (excluded.judul, excluded.penanggung_jawab, excluded.tenggat, excluded.sop_id, excluded.tidak_perlu,
           excluded.pos, excluded.pada);
      WHEN 'jabatan' THEN
        INSERT INTO baca.jabatan SELECT (r).* FROM jsonb_populate_record(NULL::baca.jabatan, b) r
        ON CONFLICT (tenant_id, jabatan_id) DO UPDATE SET (opd_id, nama, peran, pos, pada) =
          (excluded.opd_id, excluded.nama, excluded.peran, excluded.pos, excluded.pada);
      WHEN 'mandat' THEN
        INSERT INTO baca.mandat SELECT (r).* FROM jsonb_populate_record(NULL::baca.mandat, b) r
        ON CONFLICT (tenant_id, mandat_id) DO UPDATE SET (jenis, sk_nomor, sk_tanggal, mulai, akhir, pos, pada) =
          (excluded.jenis, excluded.sk_nomor, excluded.sk_tanggal, excluded.mulai, excluded.akhir, excluded.pos, excluded.pada);
      WHEN 'saksi' THEN
        INSERT INTO baca.saksi SELECT (r).* FROM jsonb_populate_record(NULL::baca.saksi, b) r
        ON CONFLICT (tenant_id, nama) DO UPDATE SET (kunci, alamat, aktif, pos, pada) =
          (excluded.kunci, excluded.alamat, excluded.aktif, excluded.pos, excluded.pada);
      WHEN 'masukan' THEN
        INSERT INTO baca.masukan SELECT (r).* FROM jsonb_populate_record(NULL::baca.masukan, b) r
        ON CONFLICT (tenant_id, masukan_id) DO UPDATE SET (terbuka, disebut, ucapan, pos, pada) =
          (excluded.terbuka, excluded.disebut, excluded.ucapan, excluded.pos, excluded.pada);
    END CASE;
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA baca FROM riwayat_penulis;
