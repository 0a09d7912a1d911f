-- Sign-on in versions and from several providers: secrets sealed by a key that is not in the database, key pairs of our
-- own, trials, invitations to a shared provider, and which e-mail domains a government uses.
SET LOCAL ROLE riwayat_pemilik;

ALTER TABLE tata.oidc
  ALTER COLUMN client_secret SET DEFAULT '',     -- of rows from before this migration, until `riwayat sso segel` has run
  ADD COLUMN penyedia int NOT NULL DEFAULT 1 CHECK (penyedia > 0),
  ADD COLUMN isi jsonb NOT NULL DEFAULT '{}',    -- everything that is not secret and has a default (tenants/oidc.py)
  ADD COLUMN rahasia bytea,                      -- the client secret, sealed (infra/brankas.py)
  ADD COLUMN oleh uuid,                          -- who wrote this version; NULL: the installation itself
  ADD COLUMN dicoba timestamptz,                 -- the last trial that came through
  ADD COLUMN diaktifkan timestamptz;
ALTER TABLE tata.oidc ALTER COLUMN aktif SET DEFAULT false;
UPDATE tata.oidc SET diaktifkan = dibuat WHERE aktif;
UPDATE tata.oidc o SET aktif = false
 WHERE aktif AND EXISTS (SELECT FROM tata.oidc b WHERE b.tenant_id = o.tenant_id AND b.aktif AND b.versi > o.versi);
CREATE UNIQUE INDEX oidc_satu_aktif ON tata.oidc (tenant_id, penyedia) WHERE aktif;
CREATE UNIQUE INDEX oidc_satu_issuer ON tata.oidc (tenant_id, issuer) WHERE aktif;  -- identity is (tenant, iss, sub)

CREATE TABLE tata.kunci_klien (                  -- our own key pairs, for private_key_jwt
  tenant_id int NOT NULL, kid text NOT NULL, alg text NOT NULL CHECK (alg IN ('ES256', 'ES512')),
  publik jsonb NOT NULL, rahasia bytea NOT NULL, dibuat timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kid)
);

CREATE TABLE tata.percobaan_masuk (              -- what a trial brought back, for the admin who made it, ten minutes
  tenant_id int NOT NULL, percobaan_id uuid NOT NULL, versi int NOT NULL, orang_id uuid NOT NULL,
  hasil jsonb NOT NULL, dibuat timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, percobaan_id)
);

CREATE TABLE tata.undangan (                     -- who may become known at a shared provider: one use, seven days
  tenant_id int NOT NULL, kode_sha256 bytea NOT NULL, orang_id uuid NOT NULL, dibuat timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kode_sha256),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang ON DELETE CASCADE
);

CREATE TABLE tata.usulan_peran (                 -- roles that a provider's groups suggest; nobody has a right by them
  tenant_id int NOT NULL, orang_id uuid NOT NULL, peran text NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, orang_id, peran),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang ON DELETE CASCADE
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['kunci_klien', 'percobaan_masuk', 'undangan', 'usulan_peran'] LOOP
    EXECUTE format('CALL sistem.pagari(%L, ''riwayat_app'')', 'tata.' || t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON tata.%I TO riwayat_app', t);
  END LOOP;
END $$;

-- Part of the registry, as it is asked before any government is known. A government writes its own lines only.
CREATE TABLE sistem.domain_surel (
  tenant_id int NOT NULL REFERENCES sistem.pemda, domain text NOT NULL CHECK (domain ~ '^[a-z0-9.-]{4,253}$'),
  PRIMARY KEY (tenant_id, domain)
);
CREATE INDEX domain_surel_domain ON sistem.domain_surel (domain);
GRANT SELECT ON sistem.domain_surel TO riwayat_app, riwayat_antrean;
GRANT INSERT, DELETE ON sistem.domain_surel TO riwayat_antrean;

CREATE FUNCTION sistem.pasang_domain(p_domain text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM sistem.domain_surel WHERE tenant_id = current_setting('app.tenant_id')::int AND domain <> ALL(p_domain);
  INSERT INTO sistem.domain_surel SELECT current_setting('app.tenant_id')::int, d FROM unnest(p_domain) d
    ON CONFLICT DO NOTHING;
$$;
REVOKE ALL ON FUNCTION sistem.pasang_domain FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sistem.pasang_domain TO riwayat_app;
GRANT CREATE ON SCHEMA sistem TO riwayat_antrean;
RESET ROLE;
ALTER FUNCTION sistem.pasang_domain OWNER TO riwayat_antrean;
ALTER FUNCTION sistem.pasang_domain SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE CREATE ON SCHEMA sistem FROM riwayat_antrean;
