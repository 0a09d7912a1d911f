-- The event store: one gapless log per tenant with an RFC 9162 tree over it, written by es.append alone.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE es.tenant_head (                  -- one row per tenant: the only thing that writers of a tenant share
  tenant_id   int PRIMARY KEY,
  log_id      bytea NOT NULL CHECK (octet_length(log_id) = 16),
  last_pos    bigint NOT NULL DEFAULT 0 CHECK (last_pos >= 0),
  last_at     timestamptz NOT NULL DEFAULT 'epoch',
  frontier    bytea NOT NULL DEFAULT '' CHECK (octet_length(frontier) % 32 = 0),
  demonstrasi boolean NOT NULL DEFAULT false
) WITH (fillfactor = 40, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

CREATE TABLE es.event (
  tenant_id  int    NOT NULL,
  pos        bigint NOT NULL CHECK (pos > 0),  -- gapless inside the tenant; leaf index = pos - 1
  stream_id  uuid   NOT NULL,
  version    bigint NOT NULL CHECK (version > 0),
  at         timestamptz NOT NULL,             -- recording time, ascending with pos
  actor_id   uuid   NOT NULL,                  -- pseudonym; the person behind it lives outside the log
  command_id uuid   NOT NULL,
  topic      text   NOT NULL CHECK (octet_length(topic) < 1024),
  salt       bytea  CHECK (octet_length(salt) = 16),
  payload    bytea,                            -- exact bytes written by the application; NULL only after a redaction
  leaf_hash  bytea  NOT NULL CHECK (octet_length(leaf_hash) = 32),
  PRIMARY KEY (tenant_id, pos),
  UNIQUE (tenant_id, stream_id, version)
);

CREATE TABLE es.tile (                         -- roots of full 256^level-leaf subtrees
  tenant_id int NOT NULL,
  level     smallint NOT NULL,
  idx       bigint NOT NULL,
  hash      bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (tenant_id, level, idx)
);

CREATE TABLE es.command (                      -- commands happen once (decision D12)
  tenant_id      int NOT NULL,
  command_id     uuid NOT NULL,
  request_sha256 bytea NOT NULL CHECK (octet_length(request_sha256) = 32),
  first_pos      bigint NOT NULL,
  last_pos       bigint NOT NULL,
  PRIMARY KEY (tenant_id, command_id)
);

CALL sistem.pagari('es.tenant_head', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penanda', 'riwayat_penulis');
CALL sistem.pagari('es.event', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penanda', 'riwayat_penulis');
CALL sistem.pagari('es.tile', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penanda', 'riwayat_penulis');
CALL sistem.pagari('es.command', 'riwayat_app', 'riwayat_penulis');

-- The bytes of a leaf, layout 1: 00 (leaf prefix of RFC 9162) 01 (layout) log_id stream version time actor command
-- length-prefixed topic SHA-256(salt || payload). Integers are big-endian; time is microseconds since 1970.
CREATE FUNCTION es.leaf(p_log bytea, p_stream uuid, p_version bigint, p_at timestamptz, p_actor uuid, p_command uuid,
                        p_topic text, p_payload_sha256 bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256('\x0001'::bytea || p_log || uuid_send(p_stream) || int8send(p_version)
         || int8send((extract(epoch FROM p_at) * 1000000)::bigint) || uuid_send(p_actor) || uuid_send(p_command)
         || int2send(octet_length(p_topic)::smallint) || convert_to(p_topic, 'UTF8') || p_payload_sha256)
$$;

-- Appends events of one command. Returns the first position and the recording time of the first event; each further
-- event is one microsecond later. `ulang` is true when the very same command had been stored before.
-- Errors: RW001 other tenant bound, RW002 unknown tenant, RW003 command id reused for another request,
-- RW004 caller's time outside a demonstration, RW005 version without predecessor; 23505 for a stale version.
CREATE FUNCTION es.append(p_tenant int, p_perintah uuid, p_sidik bytea, p_aktor uuid, p_aliran uuid[], p_versi bigint[],
                          p_topik text[], p_muatan bytea[], p_garam bytea[], p_pada timestamptz,
                          OUT pertama bigint, OUT pada timestamptz, OUT ulang boolean)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_ikat text := current_setting('app.tenant_id', true);
  v_jumlah int := coalesce(array_length(p_topik, 1), 0);
  v_kepala es.tenant_head;
  v_lama es.command;
  v_n bigint; v_f bytea; v_isi bytea[] := '{}'; v_at timestamptz;
  h bytea; v_daun bytea; k bigint; v_tingkat int; v_len int;
BEGIN
  IF v_ikat IS NULL OR v_ikat = '' THEN
    PERFORM set_config('app.tenant_id', p_tenant::text, true);
  ELSIF v_ikat <> p_tenant::text THEN
    RAISE EXCEPTION 'transaction is bound to tenant %, not %', v_ikat, p_tenant USING ERRCODE = 'RW001';
  END IF;
  FOR i IN 1 .. v_jumlah LOOP                  -- all hashing of payloads before the lock
    v_isi := v_isi || sha256(p_garam[i] || p_muatan[i]);
  END LOOP;
  SELECT * INTO v_kepala FROM es.tenant_head t WHERE t.tenant_id = p_tenant FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'unknown tenant %', p_tenant USING ERRCODE = 'RW002';
  END IF;
  SELECT * INTO v_lama FROM es.command c WHERE c.tenant_id = p_tenant AND c.command_id = p_perintah;
  IF FOUND THEN
    IF v_lama.request_sha256 <> p_sidik THEN
      RAISE EXCEPTION 'command % was used for another request', p_perintah USING ERRCODE = 'RW003';
    END IF;
    SELECT v_lama.first_pos, e.at, true INTO pertama, pada, ulang
      FROM es.event e WHERE e.tenant_id = p_tenant AND e.pos = v_lama.first_pos;
    RETURN;
  END IF;
  IF p_pada IS NOT NULL AND NOT v_kepala.demonstrasi THEN
    RAISE EXCEPTION 'recording time is set by the database' USING ERRCODE = 'RW004';
  END IF;
  v_n := v_kepala.last_pos; v_f := v_kepala.frontier;
  v_at := greatest(coalesce(p_pada, clock_timestamp()), v_kepala.last_at + interval '1 microsecond');
  pertama := v_n + 1; pada := v_at; ulang := false;
  FOR i IN 1 .. v_jumlah LOOP
    IF p_versi[i] > 1 AND NOT EXISTS (SELECT FROM es.event e
         WHERE e.tenant_id = p_tenant AND e.stream_id = p_aliran[i] AND e.version = p_versi[i] - 1) THEN
      RAISE EXCEPTION 'version % of stream % has no predecessor', p_versi[i], p_aliran[i] USING ERRCODE = 'RW005';
    END IF;
    v_daun := es.leaf(v_kepala.log_id, p_aliran[i], p_versi[i], v_at, p_aktor, p_perintah, p_topik[i], v_isi[i]);
    h := v_daun; k := v_n; v_tingkat := 0;
    WHILE (k & 1) = 1 LOOP                     -- merge equal peaks of the frontier (RFC 9162, 2.1)
      v_len := octet_length(v_f);
      h := sha256('\x01'::bytea || substr(v_f, v_len - 31, 32) || h);
      v_f := substr(v_f, 1, v_len - 32);
      k := k >> 1; v_tingkat := v_tingkat + 1;
      IF (v_tingkat & 7) = 0 THEN
        INSERT INTO es.tile VALUES (p_tenant, v_tingkat >> 3, k, h);
      END IF;
    END LOOP;
    v_f := v_f || h; v_n := v_n + 1;
    INSERT INTO es.event VALUES (p_tenant, v_n, p_aliran[i], p_versi[i], v_at, p_aktor, p_perintah,
                                 p_topik[i], p_garam[i], p_muatan[i], v_daun);
    v_at := v_at + interval '1 microsecond';
  END LOOP;
  UPDATE es.tenant_head t SET last_pos = v_n, last_at = v_at - interval '1 microsecond', frontier = v_f
    WHERE t.tenant_id = p_tenant;
  INSERT INTO es.command VALUES (p_tenant, p_perintah, p_sidik, pertama, v_n);
  UPDATE sistem.bel b SET last_pos = v_n WHERE b.tenant_id = p_tenant;
END $$;

-- Which tenants a consumer has work in: those whose log went on, and those whose wake-up time has come.
CREATE FUNCTION es.tertinggal(p_konsumen text, p_sekarang timestamptz, p_batas int)
RETURNS TABLE (tenant_id int, last_pos bigint, pos bigint, bangun_pada timestamptz) LANGUAGE sql STABLE AS $$
  SELECT b.tenant_id, b.last_pos, coalesce(k.pos, 0), k.bangun_pada
    FROM sistem.bel b LEFT JOIN sistem.kursor k ON k.konsumen = p_konsumen AND k.tenant_id = b.tenant_id
   WHERE (b.last_pos > coalesce(k.pos, 0) OR k.bangun_pada <= p_sekarang) AND coalesce(k.gagal, '') = ''
   ORDER BY b.tenant_id LIMIT p_batas
$$;

-- Moves a consumer's cursor, inside the transaction that did the work; only for the tenant that is bound.
-- A NULL for `gagal` leaves it as it is, so that moving on or ringing never resumes a consumer that was stopped.
CREATE FUNCTION es.maju(p_konsumen text, p_pos bigint, p_bangun timestamptz, p_gagal text)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO sistem.kursor VALUES (p_konsumen, current_setting('app.tenant_id')::int, p_pos, p_bangun,
                                    coalesce(p_gagal, ''))
  ON CONFLICT (konsumen, tenant_id) DO UPDATE
    SET pos = greatest(kursor.pos, excluded.pos), bangun_pada = excluded.bangun_pada,
        gagal = coalesce(p_gagal, kursor.gagal)
$$;

GRANT USAGE ON SCHEMA es TO riwayat_app, riwayat_pekerja, riwayat_penanda, riwayat_penulis, riwayat_antrean;
GRANT SELECT, INSERT ON es.event, es.tile, es.command TO riwayat_penulis;  -- nobody may UPDATE, DELETE or TRUNCATE the log
GRANT SELECT, UPDATE ON es.tenant_head TO riwayat_penulis;
GRANT SELECT ON es.tenant_head, es.event, es.tile, es.command TO riwayat_app;
GRANT SELECT ON es.tenant_head, es.event, es.tile TO riwayat_pekerja, riwayat_penanda;
GRANT CREATE ON SCHEMA es TO riwayat_penulis, riwayat_antrean;
REVOKE ALL ON FUNCTION es.leaf, es.append, es.tertinggal, es.maju FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.leaf TO riwayat_penulis;
RESET ROLE;
ALTER FUNCTION es.append OWNER TO riwayat_penulis;
ALTER FUNCTION es.tertinggal OWNER TO riwayat_antrean;
ALTER FUNCTION es.maju OWNER TO riwayat_antrean;
ALTER FUNCTION es.tertinggal SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION es.maju SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION es.tertinggal, es.maju TO riwayat_pekerja;
REVOKE CREATE ON SCHEMA es FROM riwayat_antrean;
