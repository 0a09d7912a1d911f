-- The platform's operator at a screen: a role that logs in, reads and writes tables outside tenants alone, and leaves a
-- trail; which state a government is in; how many ways of signing in it has.
ALTER ROLE riwayat_operator LOGIN;
GRANT SELECT ON public.riwayat_migrasi TO riwayat_operator;
SET LOCAL ROLE riwayat_pemilik;

ALTER TABLE sistem.pemda
  ADD CONSTRAINT pemda_kode_operator CHECK (kode <> 'operator'),   -- the first segment of the operator's own pages
  ADD COLUMN keadaan text NOT NULL DEFAULT 'aktif' CHECK (keadaan IN ('aktif', 'ditangguhkan', 'ditutup')),
  ADD COLUMN penyedia_masuk int NOT NULL DEFAULT 0 CHECK (penyedia_masuk >= 0);  -- active providers: a count, no address
UPDATE sistem.pemda p
   SET penyedia_masuk = (SELECT count(*) FROM tata.oidc o WHERE o.tenant_id = p.tenant_id AND o.aktif);

-- Sign-in attempts and sessions of operators: only the digest of what the browser carries.
CREATE TABLE sistem.sesi_operator (
  sidik bytea PRIMARY KEY CHECK (octet_length(sidik) = 32),
  jenis text NOT NULL CHECK (jenis IN ('masuk', 'sesi')),
  isi jsonb NOT NULL, dibuat timestamptz NOT NULL, terakhir timestamptz NOT NULL
);

-- What operators did, at a screen or at the console (then without `sub`). Nobody may change or delete a line.
CREATE TABLE sistem.jejak_operator (
  jejak_id uuid PRIMARY KEY,
  pada timestamptz NOT NULL DEFAULT clock_timestamp(),
  sub text NOT NULL, nama text NOT NULL,
  tindakan text NOT NULL CHECK (tindakan IN ('masuk', 'tambah', 'aktif', 'ditangguhkan', 'ditutup')),
  kode text NOT NULL, alasan text NOT NULL
);
CREATE INDEX jejak_operator_urut ON sistem.jejak_operator (pada DESC);

GRANT SELECT ON sistem.tanda, sistem.jejak_operator TO riwayat_operator;
-- Not `demonstrasi`: the mark is the administrator's to give.
GRANT INSERT (tenant_id, kode, nama, kode_wilayah, zona), UPDATE (keadaan) ON sistem.pemda TO riwayat_operator;
GRANT INSERT (tenant_id, log_id) ON sistem.tenant_head TO riwayat_operator;
GRANT INSERT (jejak_id, sub, nama, tindakan, kode, alasan) ON sistem.jejak_operator TO riwayat_operator;
GRANT SELECT, INSERT, UPDATE (terakhir), DELETE ON sistem.sesi_operator TO riwayat_operator;

-- A government tells how many of its providers are active; it writes its own number only.
GRANT SELECT (tenant_id), UPDATE (penyedia_masuk) ON sistem.pemda TO riwayat_antrean;
CREATE FUNCTION sistem.catat_penyedia(p_jumlah int) RETURNS void LANGUAGE sql AS $$
  UPDATE sistem.pemda SET penyedia_masuk = p_jumlah WHERE tenant_id = current_setting('app.tenant_id')::int;
$$;
REVOKE ALL ON FUNCTION sistem.catat_penyedia FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sistem.catat_penyedia TO riwayat_app;
GRANT CREATE ON SCHEMA sistem TO riwayat_antrean;
RESET ROLE;
ALTER FUNCTION sistem.catat_penyedia OWNER TO riwayat_antrean;
ALTER FUNCTION sistem.catat_penyedia SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE CREATE ON SCHEMA sistem FROM riwayat_antrean;

-- A token for SCIM says of which provider its people are; 0: of the government's first one.
SET LOCAL ROLE riwayat_pemilik;
ALTER TABLE baca.token ADD COLUMN penyedia int NOT NULL DEFAULT 0 CHECK (penyedia >= 0);
RESET ROLE;
