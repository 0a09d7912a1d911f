-- The append once more, for speed: one function, as few statements and expressions as it takes, nothing read or stored
-- that follows from something else. Measured in tests/bench; what each part costs stands in docs/adr/0011.
RESET ROLE;
DROP FUNCTION es.simpan, es.append, es.leaf;

-- The heads of the logs serve as the worker's bell as well. Like the bell they are no tenant's table: sizes and hashes of
-- all logs are public in their checkpoints, and es.tertinggal has to see which of them went on.
DROP POLICY akses ON es.tenant_head;
DROP POLICY penyewa ON es.tenant_head;
ALTER TABLE es.tenant_head DISABLE ROW LEVEL SECURITY;
ALTER TABLE es.tenant_head SET SCHEMA sistem;
-- The peaks of the tree follow from the tiles and the last leaves.
ALTER TABLE sistem.tenant_head DROP COLUMN frontier, DROP CONSTRAINT tenant_head_log_id_check,
                               DROP CONSTRAINT tenant_head_last_pos_check;
-- PostgreSQL reads the text of a CHECK anew for every statement: what es.simpan alone writes, es.simpan keeps right.
ALTER TABLE es.event DROP CONSTRAINT event_pos_check, DROP CONSTRAINT event_version_check,
  DROP CONSTRAINT event_topic_check, DROP CONSTRAINT event_salt_check, DROP CONSTRAINT event_leaf_hash_check,
  DROP CONSTRAINT event_payload_sha256_check;
ALTER TABLE es.command DROP CONSTRAINT command_request_sha256_check;
ALTER TABLE baca.sop SET (fillfactor = 70);    -- room to update a row where it stands
GRANT SELECT ON sistem.tenant_head TO riwayat_antrean;
REVOKE SELECT ON sistem.tenant_head FROM riwayat_pekerja;

GRANT CREATE ON SCHEMA es TO riwayat_antrean;
CREATE OR REPLACE FUNCTION es.tertinggal(p_konsumen text, p_sekarang timestamptz, p_batas int)
RETURNS TABLE (tenant_id int, last_pos bigint, pos bigint, bangun_pada timestamptz) LANGUAGE sql STABLE AS $$
  SELECT h.tenant_id, h.last_pos, coalesce(k.pos, 0), k.bangun_pada
    FROM sistem.tenant_head h LEFT JOIN sistem.kursor k ON k.konsumen = p_konsumen AND k.tenant_id = h.tenant_id
   WHERE (h.last_pos > coalesce(k.pos, 0) OR k.bangun_pada <= p_sekarang) AND coalesce(k.gagal, '') = ''
   ORDER BY h.tenant_id LIMIT p_batas
$$;
ALTER FUNCTION es.tertinggal SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE CREATE ON SCHEMA es FROM riwayat_antrean;
DROP TABLE sistem.bel;

DROP FUNCTION baca.tulis;

SET LOCAL ROLE riwayat_pemilik;

-- Writes the rows that an append brings. `p_peristiwa` says which event of the append each row belongs to, from 1.
-- A new read model is a table, a branch (sistem.cabang_baca), and its rows in infra/projections. The list of SOPs is
-- written at every edit, hence by an update in place; the others seldom.
CREATE FUNCTION baca.tulis(p_tenant int, p_pertama bigint, p_pada timestamptz, p_tabel text[], p_baris json[],
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
    END CASE;
  END LOOP;
END $$;

-- The root over 256 hashes, two by two (RFC 9162, 2.1).
CREATE FUNCTION es.akar(p_simpul bytea[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_lebar int := 128;
BEGIN
  WHILE v_lebar > 0 LOOP
    FOR i IN 1 .. v_lebar LOOP
      p_simpul[i] := sha256('\x01'::bytea || p_simpul[2 * i - 1] || p_simpul[2 * i]);
    END LOOP;
    v_lebar := v_lebar / 2;
  END LOOP;
  RETURN p_simpul[1];
END $$;

-- Stores the roots of the subtrees of 256 leaves, and of 256 such roots, that the log completed on its way.
CREATE FUNCTION es.ubin(p_tenant int, p_dari bigint, p_sampai bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_petak bigint := p_dari >> 8;
  v_tingkat smallint; v_idx bigint;
BEGIN
  WHILE v_petak < (p_sampai >> 8) LOOP
    v_tingkat := 1; v_idx := v_petak;
    INSERT INTO es.tile VALUES (p_tenant, 1, v_idx, es.akar(ARRAY(SELECT e.leaf_hash FROM es.event e
      WHERE e.tenant_id = p_tenant AND e.pos > v_idx * 256 AND e.pos <= v_idx * 256 + 256 ORDER BY e.pos)));
    WHILE (v_idx & 255) = 255 LOOP
      v_idx := v_idx >> 8;
      INSERT INTO es.tile VALUES (p_tenant, v_tingkat + 1, v_idx, es.akar(ARRAY(SELECT t.hash FROM es.tile t
        WHERE t.tenant_id = p_tenant AND t.level = v_tingkat AND t.idx BETWEEN v_idx * 256 AND v_idx * 256 + 255
        ORDER BY t.idx)));
      v_tingkat := v_tingkat + 1;
    END LOOP;
    v_petak := v_petak + 1;
  END LOOP;
END $$;

-- The one write of the application: it appends the events of one command and writes their read models, in one autocommit
-- statement (decision D9). Returns the first event's position. Recording times are one microsecond apart.
-- The bytes of a leaf stand in docs/format-log.md. Errors: RW001 other tenant bound, RW002 unknown tenant, RW004 caller's
-- time outside a demonstration, RW005 version without predecessor, RW006 number taken; 23505 on command_pkey when this
-- command id was stored before, on the streams' key for a stale version.
CREATE FUNCTION es.simpan(p_tenant int, p_perintah uuid, p_sidik bytea, p_aktor uuid, p_pada timestamptz,
                          p_aliran uuid[], p_versi bigint[], p_topik text[], p_muatan bytea[], p_garam bytea[],
                          p_tabel text[], p_baris json[], p_peristiwa int[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_ikat text := current_setting('app.tenant_id', true);
  v_jumlah int := array_length(p_topik, 1);
  v_isi bytea[]; v_log bytea; v_n bigint; v_pada timestamptz; v_boleh boolean;
BEGIN
  IF v_ikat IS NULL OR v_ikat = '' THEN
    v_ikat := set_config('app.tenant_id', p_tenant::text, true);
  ELSIF v_ikat <> p_tenant::text THEN
    RAISE EXCEPTION 'transaction is bound to tenant %, not %', v_ikat, p_tenant USING ERRCODE = 'RW001';
  END IF;
  FOR i IN 1 .. v_jumlah LOOP                  -- all hashing of payloads before the lock
    v_isi[i] := sha256(p_garam[i] || p_muatan[i]);
  END LOOP;
  SELECT t.log_id, t.last_pos, greatest(coalesce(p_pada, clock_timestamp()), t.last_at + interval '1 microsecond'),
         p_pada IS NULL OR t.demonstrasi
    INTO v_log, v_n, v_pada, v_boleh
    FROM sistem.tenant_head t WHERE t.tenant_id = p_tenant FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unknown tenant %', p_tenant USING ERRCODE = 'RW002';
  END IF;
  INSERT INTO es.command VALUES (p_tenant, p_perintah, p_sidik, v_n + 1, v_n + v_jumlah);
  IF NOT v_boleh THEN
    RAISE EXCEPTION 'recording time is set by the database' USING ERRCODE = 'RW004';
  END IF;
  FOR i IN 1 .. v_jumlah LOOP
    IF p_versi[i] <> 1 AND (i = 1 OR p_aliran[i] <> p_aliran[i - 1] OR p_versi[i] <> p_versi[i - 1] + 1)
       AND NOT EXISTS (SELECT FROM es.event e
         WHERE e.tenant_id = p_tenant AND e.stream_id = p_aliran[i] AND e.version = p_versi[i] - 1) THEN
      RAISE EXCEPTION 'version % of stream % has no predecessor', p_versi[i], p_aliran[i] USING ERRCODE = 'RW005';
    END IF;
    INSERT INTO es.event VALUES (p_tenant, v_n + i, p_aliran[i], p_versi[i], v_pada + (i - 1) * interval '1 microsecond',
      p_aktor, p_perintah, p_topik[i], p_garam[i], p_muatan[i],
      sha256('\x0001'::bytea || v_log || uuid_send(p_aliran[i]) || int8send(p_versi[i])
             || int8send((extract(epoch FROM v_pada) * 1000000)::bigint + i - 1) || uuid_send(p_aktor)
             || uuid_send(p_perintah) || int2send(octet_length(p_topik[i])::smallint) || convert_to(p_topik[i], 'UTF8')
             || v_isi[i]));
  END LOOP;
  UPDATE sistem.tenant_head t SET last_pos = v_n + v_jumlah, last_at = v_pada + (v_jumlah - 1) * interval '1 microsecond'
    WHERE t.tenant_id = p_tenant;
  IF (v_n >> 8) <> ((v_n + v_jumlah) >> 8) THEN
    PERFORM es.ubin(p_tenant, v_n, v_n + v_jumlah);
  END IF;
  IF p_tabel IS NOT NULL THEN
    PERFORM baca.tulis(p_tenant, v_n + 1, v_pada, p_tabel, p_baris, p_peristiwa);
  END IF;
  RETURN v_n + 1;
END $$;

REVOKE ALL ON FUNCTION baca.tulis, es.simpan, es.akar, es.ubin FROM PUBLIC;
RESET ROLE;
GRANT CREATE ON SCHEMA es, baca TO riwayat_penulis;
ALTER FUNCTION baca.tulis OWNER TO riwayat_penulis;
ALTER FUNCTION es.akar OWNER TO riwayat_penulis;
ALTER FUNCTION es.ubin OWNER TO riwayat_penulis;
ALTER FUNCTION es.simpan OWNER TO riwayat_penulis;
ALTER FUNCTION es.simpan SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION es.simpan TO riwayat_app;
REVOKE CREATE ON SCHEMA es, baca FROM riwayat_penulis;

SET LOCAL ROLE riwayat_pemilik;
-- A further read model is one more branch of baca.tulis: `WHEN 'name' THEN ...;`. It is put after those that are there,
-- so that no migration repeats the function. Owner and rights stay.
CREATE PROCEDURE sistem.cabang_baca(p_cabang text) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_akhir text := '    END CASE;';
  v_lama text := pg_get_functiondef('baca.tulis'::regproc);
BEGIN
  IF array_length(string_to_array(v_lama, v_akhir), 1) <> 2 THEN
    RAISE EXCEPTION 'baca.tulis does not end its branches as expected';
  END IF;
  EXECUTE replace(v_lama, v_akhir, p_cabang || v_akhir);
END $$;
REVOKE ALL ON PROCEDURE sistem.cabang_baca FROM PUBLIC;
RESET ROLE;
