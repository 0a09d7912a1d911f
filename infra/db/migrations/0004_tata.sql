-- People, sign-on, documents, mail: erasable data, fenced in by tenant, never part of an event (decision D14).
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE tata.orang (
  tenant_id int NOT NULL, orang_id uuid NOT NULL, nama text NOT NULL, nip text NOT NULL DEFAULT '',
  surel text NOT NULL DEFAULT '', aktif boolean NOT NULL DEFAULT true, dibuat timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, orang_id)
);

CREATE TABLE tata.identitas (                  -- identity is (tenant, iss, sub), never an e-mail address
  tenant_id int NOT NULL, iss text NOT NULL, sub text NOT NULL, orang_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, iss, sub),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang
);

CREATE TABLE tata.oidc (
  tenant_id int NOT NULL, versi int NOT NULL, issuer text NOT NULL, client_id text NOT NULL,
  client_secret text NOT NULL, aktif boolean NOT NULL DEFAULT true, dibuat timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, versi)
);

CREATE TABLE tata.transaksi_masuk (            -- one sign-in attempt: one use, ten minutes
  tenant_id int NOT NULL, id_sha256 bytea NOT NULL, isi jsonb NOT NULL, tujuan text NOT NULL,
  dibuat timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id_sha256)
);

CREATE TABLE tata.sesi (
  tenant_id int NOT NULL, id_sha256 bytea NOT NULL, orang_id uuid NOT NULL, iss text NOT NULL, sub text NOT NULL,
  sid text NOT NULL DEFAULT '', csrf text NOT NULL, id_token text NOT NULL DEFAULT '',
  dibuat timestamptz NOT NULL, terakhir timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id_sha256),
  FOREIGN KEY (tenant_id, orang_id) REFERENCES tata.orang
);

CREATE TABLE tata.dokumen_resmi (              -- the printed signature block, and later the PDF, under a retention rule
  tenant_id int NOT NULL, sop_id uuid NOT NULL, versi int NOT NULL,
  pengesah_nama text NOT NULL DEFAULT '', pengesah_pangkat text NOT NULL DEFAULT '', pengesah_nip text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, sop_id, versi)
);

CREATE TABLE tata.surel (                      -- mail to be sent, by the worker
  tenant_id int NOT NULL, surel_id uuid NOT NULL DEFAULT gen_random_uuid(), kunci text NOT NULL,
  kepada text NOT NULL, perihal text NOT NULL, isi text NOT NULL,
  dibuat timestamptz NOT NULL DEFAULT now(), terkirim timestamptz, percobaan int NOT NULL DEFAULT 0,
  galat text NOT NULL DEFAULT '', coba_pada timestamptz,  -- when the next attempt is due; NULL: at once
  PRIMARY KEY (tenant_id, surel_id),
  UNIQUE (tenant_id, kunci)                    -- a message is written once, however often its event is seen
);
CREATE INDEX surel_belum ON tata.surel (tenant_id, coba_pada) WHERE terkirim IS NULL;

CREATE TABLE tata.jam (                        -- the demonstration's clock: how far it runs ahead
  tenant_id int PRIMARY KEY, selisih interval NOT NULL DEFAULT '0'
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['orang', 'identitas', 'oidc', 'transaksi_masuk', 'sesi', 'dokumen_resmi', 'jam'] LOOP
    EXECUTE format('CALL sistem.pagari(%L, ''riwayat_app'', ''riwayat_pekerja'')', 'tata.' || t);
  END LOOP;
END $$;
CALL sistem.pagari('tata.surel', 'riwayat_pekerja');

GRANT USAGE ON SCHEMA tata TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE, DELETE ON tata.orang, tata.identitas, tata.transaksi_masuk, tata.sesi, tata.jam TO riwayat_app;
GRANT SELECT, INSERT, UPDATE ON tata.oidc, tata.dokumen_resmi TO riwayat_app;
GRANT SELECT ON tata.orang, tata.jam TO riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON tata.surel TO riwayat_pekerja;
