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

GRANT CREATE ON SCHEMA baca TO riwayat_penulis;
SET LOCAL ROLE riwayat_penulis;
-- Writes the rows that an append brings. `p_peristiwa` says which event of the append each row belongs to.
-- A new read model is a table, a branch here (in a new migration), and its rows in infra/projections.
CREATE OR REPLACE FUNCTION baca.tulis(p_tenant int, p_pertama bigint, p_pada timestamptz, p_tabel text[], p_baris jsonb[],
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
      WHEN 'saksi' THEN
        INSERT INTO baca.saksi SELECT (r).* FROM jsonb_populate_record(NULL::baca.saksi, b) r
        ON CONFLICT (tenant_id, nama) DO UPDATE SET (kunci, alamat, aktif, pos, pada) =
          (excluded.kunci, excluded.alamat, excluded.aktif, excluded.pos, excluded.pada);
    END CASE;
  END LOOP;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA baca FROM riwayat_penulis;
