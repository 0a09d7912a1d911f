-- Roles, schemas, and the few tables that belong to no tenant.
-- Runs as superuser, or as a database owner with CREATEROLE (decision D10). Roles live in the cluster, so another
-- database of the same cluster may have made them already.
DO $$
DECLARE
  nama text;
BEGIN
  FOREACH nama IN ARRAY ARRAY['riwayat_pemilik', 'riwayat_penulis', 'riwayat_antrean'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = nama) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', nama);
    END IF;
  END LOOP;
  FOREACH nama IN ARRAY ARRAY['riwayat_app', 'riwayat_pekerja', 'riwayat_penanda'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = nama) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', nama);
    END IF;
  END LOOP;
  EXECUTE format('GRANT riwayat_pemilik, riwayat_penulis, riwayat_antrean TO %I', current_user);
  EXECUTE format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO riwayat_app, riwayat_pekerja, riwayat_penanda', current_database());
  EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database());
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA sistem AUTHORIZATION riwayat_pemilik;
CREATE SCHEMA es AUTHORIZATION riwayat_pemilik;
CREATE SCHEMA baca AUTHORIZATION riwayat_pemilik;
CREATE SCHEMA tata AUTHORIZATION riwayat_pemilik;

SET LOCAL ROLE riwayat_pemilik;

COMMENT ON SCHEMA sistem IS 'registry and bells: the only tables that belong to no tenant';
COMMENT ON SCHEMA es IS 'event store: append-only log per tenant';
COMMENT ON SCHEMA baca IS 'read models: can be dropped and rebuilt from es.event';
COMMENT ON SCHEMA tata IS 'people, sign-on, documents: erasable, never part of an event';

CREATE TABLE sistem.pemda (
  tenant_id    int PRIMARY KEY CHECK (tenant_id > 0),
  kode         text NOT NULL UNIQUE CHECK (kode ~ '^[a-z][a-z0-9-]{1,60}$' AND kode NOT IN ('aset', 'healthz', 'readyz', 'metrics')),
  nama         text NOT NULL,
  kode_wilayah text NOT NULL DEFAULT '',
  zona         text NOT NULL DEFAULT 'WIB' CHECK (zona IN ('WIB', 'WITA', 'WIT')),
  demonstrasi  boolean NOT NULL DEFAULT false,
  dibuat       timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sistem.tanda (
  satu        boolean PRIMARY KEY DEFAULT true CHECK (satu),
  demonstrasi boolean NOT NULL
);
COMMENT ON TABLE sistem.tanda IS 'a database once marked as a demonstration stays one';

-- The bell: how far each tenant's log has come, for the worker, without a walk over all tenants.
CREATE TABLE sistem.bel (
  tenant_id int PRIMARY KEY,
  last_pos  bigint NOT NULL
) WITH (fillfactor = 40);

CREATE TABLE sistem.kursor (
  konsumen    text NOT NULL,
  tenant_id   int NOT NULL,
  pos         bigint NOT NULL,
  bangun_pada timestamptz,
  gagal       text NOT NULL DEFAULT '',
  PRIMARY KEY (konsumen, tenant_id)
);

GRANT USAGE ON SCHEMA sistem TO riwayat_app, riwayat_pekerja, riwayat_penanda, riwayat_penulis, riwayat_antrean;
GRANT SELECT ON sistem.pemda, sistem.tanda TO riwayat_app, riwayat_pekerja, riwayat_penanda;
GRANT SELECT, INSERT, UPDATE ON sistem.bel TO riwayat_penulis;
GRANT SELECT ON sistem.bel TO riwayat_antrean;
GRANT SELECT, INSERT, UPDATE ON sistem.kursor TO riwayat_antrean;

-- Fence one table in: a permissive policy for the roles that need it, a restrictive one for everybody (decision D9).
CREATE PROCEDURE sistem.pagari(p_tabel regclass, VARIADIC p_peran name[])
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_tabel);
  EXECUTE format('CREATE POLICY akses ON %s TO %s USING (true) WITH CHECK (true)', p_tabel,
                 (SELECT string_agg(quote_ident(p), ', ') FROM unnest(p_peran) p));
  EXECUTE format('CREATE POLICY penyewa ON %s AS RESTRICTIVE FOR ALL TO PUBLIC '
                 'USING (tenant_id = current_setting(''app.tenant_id'')::int) '
                 'WITH CHECK (tenant_id = current_setting(''app.tenant_id'')::int)', p_tabel);
END $$;
REVOKE ALL ON PROCEDURE sistem.pagari FROM PUBLIC;
