-- Read models: what the screens read, written by es.simpan in the statement that appends (decision D11).
-- Each row carries the position and time of the event it was last written by.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE baca.opd (
  tenant_id int NOT NULL, opd_id uuid NOT NULL, nama text NOT NULL, singkatan text NOT NULL, jenis text NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, opd_id)
);

CREATE TABLE baca.jabatan (
  tenant_id int NOT NULL, jabatan_id uuid NOT NULL, opd_id uuid, nama text NOT NULL, peran text NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, jabatan_id)
);

CREATE TABLE baca.mandat (
  tenant_id int NOT NULL, mandat_id uuid NOT NULL, jabatan_id uuid NOT NULL, orang_id uuid NOT NULL,
  jenis text NOT NULL, sk_nomor text NOT NULL, sk_tanggal date NOT NULL, mulai date NOT NULL, akhir date,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, mandat_id)
);
CREATE INDEX mandat_orang ON baca.mandat (tenant_id, orang_id);

CREATE TABLE baca.sop (
  tenant_id int NOT NULL, sop_id uuid NOT NULL, opd_id uuid NOT NULL, nama text NOT NULL, unit text NOT NULL,
  nomor text NOT NULL, tahap text NOT NULL, versi int NOT NULL, penyusun uuid, jumlah_langkah int NOT NULL,
  penulis uuid[] NOT NULL, dikembalikan text NOT NULL, versi_aliran bigint NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL, tahap_sejak timestamptz,
  PRIMARY KEY (tenant_id, sop_id)
);
CREATE INDEX sop_opd ON baca.sop (tenant_id, opd_id);

CREATE TABLE baca.keberlakuan (                -- facts from which being in force is derived
  tenant_id int NOT NULL, pos bigint NOT NULL, sop_id uuid NOT NULL, jenis text NOT NULL, versi int NOT NULL,
  tanggal date, sk_tanggal date, sk_nomor text NOT NULL, nomor text NOT NULL, perlu_verifikasi boolean NOT NULL,
  pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, pos)
);
CREATE INDEX keberlakuan_sop ON baca.keberlakuan (tenant_id, sop_id);

CREATE TABLE baca.nomor (                      -- one number, one SOP (rule ID-02)
  tenant_id int NOT NULL, nomor text NOT NULL, sop_id uuid NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, nomor)
);

CREATE TABLE baca.evaluasi (
  tenant_id int NOT NULL, pos bigint NOT NULL, sop_id uuid NOT NULL, versi int NOT NULL, tahun int NOT NULL,
  ya int NOT NULL, simpulan text NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, pos)
);
CREATE INDEX evaluasi_sop ON baca.evaluasi (tenant_id, sop_id);

CREATE TABLE baca.wajib (
  tenant_id int NOT NULL, wajib_id uuid NOT NULL, opd_id uuid NOT NULL, judul text NOT NULL,
  penanggung_jawab uuid, tenggat date NOT NULL, sop_id uuid, tidak_perlu text NOT NULL,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, wajib_id)
);
CREATE INDEX wajib_opd ON baca.wajib (tenant_id, opd_id);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['opd', 'jabatan', 'mandat', 'sop', 'keberlakuan', 'nomor', 'evaluasi', 'wajib'] LOOP
    EXECUTE format('CALL sistem.pagari(%L, ''riwayat_app'', ''riwayat_pekerja'', ''riwayat_penulis'')', 'baca.' || t);
  END LOOP;
END $$;

-- Which approval is in force on a day, as known at a moment: the same rule as domain/sop/berlaku.py. The withdrawal is
-- looked for after the choice: an older paper version entered after it does not bring the SOP back.
CREATE FUNCTION baca.berlaku(p_tenant int, p_hari date, p_tahu timestamptz)
RETURNS TABLE (sop_id uuid, versi int, pos bigint, tanggal date, nomor text, sk_nomor text, sk_tanggal date)
LANGUAGE sql STABLE AS $$
  SELECT u.* FROM (
    SELECT DISTINCT ON (s.sop_id) s.sop_id, s.versi, s.pos, s.tanggal, s.nomor, s.sk_nomor, s.sk_tanggal
      FROM baca.keberlakuan s
     WHERE s.tenant_id = p_tenant AND s.jenis = 'sah' AND s.pada <= p_tahu AND s.tanggal <= p_hari
       AND NOT EXISTS (SELECT FROM baca.keberlakuan b
             WHERE b.tenant_id = p_tenant AND b.sop_id = s.sop_id AND b.jenis = 'batal' AND b.versi = s.versi
               AND b.pada <= p_tahu)
       AND (NOT s.perlu_verifikasi OR EXISTS (SELECT FROM baca.keberlakuan v
             WHERE v.tenant_id = p_tenant AND v.sop_id = s.sop_id AND v.jenis = 'verifikasi' AND v.versi = s.versi
               AND v.pada <= p_tahu))
     ORDER BY s.sop_id, s.tanggal DESC, s.sk_tanggal DESC NULLS LAST, s.pos DESC) u
   WHERE NOT EXISTS (SELECT FROM baca.keberlakuan c
           WHERE c.tenant_id = p_tenant AND c.sop_id = u.sop_id AND c.jenis = 'cabut' AND c.pos > u.pos
             AND c.pada <= p_tahu AND c.tanggal <= p_hari)
$$;

-- Where each SOP stands on a day: its newest version's stage, what is in force, and whether evaluation is due.
CREATE FUNCTION baca.keadaan(p_tenant int, p_hari date, p_bulan int)
RETURNS TABLE (sop_id uuid, opd_id uuid, nama text, unit text, nomor text, tahap text, versi int, penyusun uuid,
               jumlah_langkah int, dikembalikan text, pada timestamptz, tahap_sejak timestamptz,
               berlaku_versi int, berlaku_sejak date, berlaku_nomor text, dievaluasi timestamptz, evaluasi_tiba boolean)
LANGUAGE sql STABLE AS $$
  SELECT s.sop_id, s.opd_id, s.nama, s.unit, s.nomor, s.tahap, s.versi, s.penyusun, s.jumlah_langkah, s.dikembalikan,
         s.pada, s.tahap_sejak, b.versi, b.tanggal, b.nomor, e.terakhir,
         b.versi IS NOT NULL AND (greatest(b.tanggal, e.terakhir::date) + make_interval(months => p_bulan))::date <= p_hari
    FROM baca.sop s
    LEFT JOIN baca.berlaku(p_tenant, p_hari, 'infinity') b ON b.sop_id = s.sop_id
    LEFT JOIN (SELECT v.sop_id, max(v.pada) AS terakhir FROM baca.evaluasi v WHERE v.tenant_id = p_tenant GROUP BY v.sop_id) e
           ON e.sop_id = s.sop_id
   WHERE s.tenant_id = p_tenant
$$;

-- What each agency owes on a day: met when its SOP is in force, late when the deadline has passed.
CREATE FUNCTION baca.keadaan_wajib(p_tenant int, p_hari date)
RETURNS TABLE (wajib_id uuid, opd_id uuid, judul text, penanggung_jawab uuid, tenggat date, sop_id uuid,
               tidak_perlu text, terpenuhi boolean, terlambat boolean)
LANGUAGE sql STABLE AS $$
  SELECT w.wajib_id, w.opd_id, w.judul, w.penanggung_jawab, w.tenggat, w.sop_id, w.tidak_perlu, b.sop_id IS NOT NULL,
         b.sop_id IS NULL AND w.tidak_perlu = '' AND w.tenggat < p_hari
    FROM baca.wajib w
    LEFT JOIN baca.berlaku(p_tenant, p_hari, 'infinity') b ON b.sop_id = w.sop_id
   WHERE w.tenant_id = p_tenant
$$;

-- Writes the rows that an append brings. `p_peristiwa` says which event of the append each row belongs to.
-- A new read model is a table, a branch here (in a new migration), and its rows in infra/projections.
CREATE FUNCTION baca.tulis(p_tenant int, p_pertama bigint, p_pada timestamptz, p_tabel text[], p_baris jsonb[],
                           p_peristiwa int[])
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b jsonb;
BEGIN
  FOR i IN 1 .. coalesce(array_length(p_tabel, 1), 0) LOOP
    b := p_baris[i] || jsonb_build_object('tenant_id', p_tenant, 'pos', p_pertama + p_peristiwa[i] - 1,
           'pada', p_pada + (p_peristiwa[i] - 1) * interval '1 microsecond');
    CASE p_tabel[i]
      WHEN 'sop' THEN
        INSERT INTO baca.sop AS t
          SELECT (r).* FROM jsonb_populate_record(NULL::baca.sop, b || jsonb_build_object('tahap_sejak', b -> 'pada')) r
        ON CONFLICT (tenant_id, sop_id) DO UPDATE SET
          (opd_id, nama, unit, nomor, tahap, versi, penyusun, jumlah_langkah, penulis, dikembalikan, versi_aliran,
           pos, pada, tahap_sejak) =
          (excluded.opd_id, excluded.nama, excluded.unit, excluded.nomor, excluded.tahap, excluded.versi,
           excluded.penyusun, excluded.jumlah_langkah, excluded.penulis, excluded.dikembalikan, excluded.versi_aliran,
           excluded.pos, excluded.pada,
           CASE WHEN (t.tahap, t.versi) = (excluded.tahap, excluded.versi) THEN t.tahap_sejak ELSE excluded.pada END);
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
    END CASE;
  END LOOP;
END $$;

-- The one write of the application: append and read models in a single autocommit statement (decision D9).
CREATE FUNCTION es.simpan(p_tenant int, p_perintah uuid, p_sidik bytea, p_aktor uuid, p_aliran uuid[], p_versi bigint[],
                          p_topik text[], p_muatan bytea[], p_garam bytea[], p_pada timestamptz,
                          p_tabel text[], p_baris jsonb[], p_peristiwa int[],
                          OUT pertama bigint, OUT pada timestamptz, OUT ulang boolean)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT a.pertama, a.pada, a.ulang INTO pertama, pada, ulang
    FROM es.append(p_tenant, p_perintah, p_sidik, p_aktor, p_aliran, p_versi, p_topik, p_muatan, p_garam, p_pada) a;
  IF NOT ulang THEN
    PERFORM baca.tulis(p_tenant, pertama, pada, p_tabel, p_baris, p_peristiwa);
  END IF;
END $$;

GRANT USAGE ON SCHEMA baca TO riwayat_app, riwayat_pekerja, riwayat_penulis;
GRANT SELECT ON ALL TABLES IN SCHEMA baca TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA baca TO riwayat_penulis;
GRANT CREATE ON SCHEMA baca TO riwayat_penulis;
REVOKE ALL ON FUNCTION baca.berlaku, baca.keadaan, baca.keadaan_wajib, baca.tulis, es.simpan FROM PUBLIC;
GRANT EXECUTE ON FUNCTION baca.berlaku, baca.keadaan, baca.keadaan_wajib TO riwayat_app, riwayat_pekerja;
RESET ROLE;
ALTER FUNCTION baca.tulis OWNER TO riwayat_penulis;
ALTER FUNCTION es.simpan OWNER TO riwayat_penulis;
ALTER FUNCTION es.simpan SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION es.simpan TO riwayat_app;
REVOKE CREATE ON SCHEMA es FROM riwayat_penulis;
REVOKE CREATE ON SCHEMA baca FROM riwayat_penulis;
