-- Administration: who may not come in, API tokens, units and ends of agencies, provisioning (SCIM), emergency access.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE baca.orang (                      -- those an act was done to; who is not here is active
  tenant_id int NOT NULL, orang_id uuid NOT NULL, aktif boolean NOT NULL, pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, orang_id)
);
CREATE TABLE baca.token (
  tenant_id int NOT NULL, token_id uuid NOT NULL, nama text NOT NULL, cakupan text[] NOT NULL, akhir date NOT NULL,
  dicabut boolean NOT NULL, pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_id)
);
CREATE TABLE baca.penutupan_opd (              -- agencies that are no more since that day, and who took over
  tenant_id int NOT NULL, opd_id uuid NOT NULL, tanggal date NOT NULL, ke uuid, pos bigint NOT NULL,
  pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, opd_id)
);
CREATE TABLE tata.token (                      -- what a request is compared with: never the token, only its SHA-256
  tenant_id int NOT NULL, token_id uuid NOT NULL, sha256 bytea NOT NULL, terakhir timestamptz,
  PRIMARY KEY (tenant_id, token_id),
  UNIQUE (tenant_id, sha256)
);
CREATE TABLE tata.scim (                       -- what the government's own system calls a person
  tenant_id int NOT NULL, orang_id uuid NOT NULL, nama_pengguna text NOT NULL, id_luar text NOT NULL DEFAULT '',
  dibuat timestamptz NOT NULL, diubah timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, orang_id),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang ON DELETE CASCADE
);
CREATE UNIQUE INDEX scim_nama_pengguna ON tata.scim (tenant_id, lower(nama_pengguna));
CREATE TABLE tata.darurat (                    -- an emergency access: one use, until then; only the administrator makes one
  tenant_id int NOT NULL, sha256 bytea NOT NULL, orang_id uuid NOT NULL, sampai timestamptz NOT NULL,
  dipakai timestamptz,
  PRIMARY KEY (tenant_id, sha256),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang ON DELETE CASCADE
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['orang', 'token', 'penutupan_opd'] LOOP
    EXECUTE format('CALL sistem.pagari(%L, ''riwayat_app'', ''riwayat_pekerja'', ''riwayat_penulis'')', 'baca.' || t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['token', 'scim', 'darurat'] LOOP
    EXECUTE format('CALL sistem.pagari(%L, ''riwayat_app'')', 'tata.' || t);
  END LOOP;
END $$;
GRANT SELECT ON baca.orang, baca.token, baca.penutupan_opd TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.orang, baca.token, baca.penutupan_opd TO riwayat_penulis;
GRANT SELECT, INSERT, UPDATE ON tata.token TO riwayat_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.scim TO riwayat_app;
GRANT SELECT, UPDATE (dipakai) ON tata.darurat TO riwayat_app;
RESET ROLE;

-- `wewenang` is no table: it is the question, asked under the lock of the log's head, whether the mandate that the act
-- rests on still runs. An end that was recorded before is seen; one that comes after finds the act recorded.
CALL sistem.cabang_baca($$      WHEN 'orang' THEN
        INSERT INTO baca.orang SELECT (r).* FROM jsonb_populate_record(NULL::baca.orang, b) r
        ON CONFLICT (tenant_id, orang_id) DO UPDATE SET (aktif, pos, pada) =
          (excluded.aktif, excluded.pos, excluded.pada);
      WHEN 'token' THEN
        INSERT INTO baca.token SELECT (r).* FROM jsonb_populate_record(NULL::baca.token, b) r
        ON CONFLICT (tenant_id, token_id) DO UPDATE SET (nama, cakupan, akhir, dicabut, pos, pada) =
          (excluded.nama, excluded.cakupan, excluded.akhir, excluded.dicabut, excluded.pos, excluded.pada);
      WHEN 'penutupan_opd' THEN
        INSERT INTO baca.penutupan_opd SELECT (r).* FROM jsonb_populate_record(NULL::baca.penutupan_opd, b) r
        ON CONFLICT (tenant_id, opd_id) DO UPDATE SET (tanggal, ke, pos, pada) =
          (excluded.tanggal, excluded.ke, excluded.pos, excluded.pada);
      WHEN 'wewenang' THEN
        IF EXISTS (SELECT FROM baca.orang o WHERE o.tenant_id = p_tenant AND o.orang_id = (b ->> 'orang_id')::uuid
                     AND NOT o.aktif)
           OR NOT EXISTS (SELECT FROM baca.mandat m WHERE m.tenant_id = p_tenant
                AND m.orang_id = (b ->> 'orang_id')::uuid AND m.jabatan_id = (b ->> 'jabatan_id')::uuid
                AND m.mulai <= (b ->> 'hari')::date AND (m.akhir IS NULL OR m.akhir >= (b ->> 'hari')::date)) THEN
          RAISE EXCEPTION 'mandate has ended' USING ERRCODE = 'RW007';
        END IF;
$$);
