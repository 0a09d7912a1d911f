-- What can be searched for: texts of SOPs with the events between which they held, and the events' own sentences.
-- Filled behind the log by the worker and built anew by `bangun-ulang`; like what it is made from, it can be erased.
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE tata.pencarian (
  tenant_id int NOT NULL, sop_id uuid NOT NULL,
  kunci text COLLATE "C" NOT NULL,             -- which part of the SOP (langkah:<id>); empty for an event
  mulai bigint NOT NULL, akhir bigint,         -- event of the SOP that brought it; that changed or removed it
  pos bigint NOT NULL, pada timestamptz NOT NULL, sampai timestamptz,
  versi int NOT NULL, versi_akhir int,         -- version of the SOP at these two events
  jenis text NOT NULL,                         -- what part it is in words; of an event its stored name
  orang_id uuid, jabatan text NOT NULL,        -- who acted, and as what; of a step: who performs it
  teks text NOT NULL, tambahan text NOT NULL,  -- shown; found but not shown
  kata tsvector NOT NULL,
  PRIMARY KEY (tenant_id, sop_id, kunci, mulai)
);
CREATE INDEX pencarian_pos ON tata.pencarian (tenant_id, pos);

-- Under row security no index serves `@@`, which is not leakproof; equality is. So each SOP's words stand here, and only
-- the rows of SOPs that have all words of a query are matched.
CREATE TABLE tata.pencarian_kata (
  tenant_id int NOT NULL, kata text COLLATE "C" NOT NULL, sop_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, kata, sop_id)
);

CALL sistem.pagari('tata.pencarian', 'riwayat_app', 'riwayat_pekerja');
CALL sistem.pagari('tata.pencarian_kata', 'riwayat_app', 'riwayat_pekerja');
GRANT SELECT ON tata.pencarian, tata.pencarian_kata TO riwayat_app;
GRANT SELECT, INSERT, UPDATE ON tata.pencarian TO riwayat_pekerja;
GRANT SELECT, INSERT ON tata.pencarian_kata TO riwayat_pekerja;

-- Webhooks: which address is told of which acts (from the log), its sealed secret, and every telling with its fate.
CREATE TABLE baca.webhook (
  tenant_id int NOT NULL, webhook_id uuid NOT NULL, alamat text NOT NULL, tindakan text[] NOT NULL,
  aktif boolean NOT NULL, pos bigint NOT NULL, pada timestamptz NOT NULL,   -- told is what comes after that position
  PRIMARY KEY (tenant_id, webhook_id)
);
CREATE TABLE tata.webhook (
  tenant_id int NOT NULL, webhook_id uuid NOT NULL, rahasia bytea NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id)
);
CREATE TABLE tata.kiriman (
  tenant_id int NOT NULL, webhook_id uuid NOT NULL, pos bigint NOT NULL,   -- of the event that is told
  percobaan int NOT NULL DEFAULT 0, coba_pada timestamptz,                -- next attempt; NULL: at once
  terkirim timestamptz, jawaban text NOT NULL DEFAULT '',                 -- the last answer: a status, or why none
  PRIMARY KEY (tenant_id, webhook_id, pos)
);
CREATE INDEX kiriman_belum ON tata.kiriman (tenant_id, coba_pada) WHERE terkirim IS NULL;
CALL sistem.pagari('baca.webhook', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
CALL sistem.pagari('tata.webhook', 'riwayat_app', 'riwayat_pekerja');
CALL sistem.pagari('tata.kiriman', 'riwayat_app', 'riwayat_pekerja');
GRANT SELECT ON baca.webhook TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.webhook TO riwayat_penulis;
GRANT SELECT, INSERT, UPDATE (rahasia) ON tata.webhook TO riwayat_app;
GRANT SELECT ON tata.webhook TO riwayat_pekerja;
GRANT SELECT ON tata.kiriman TO riwayat_app;
GRANT SELECT, INSERT, UPDATE ON tata.kiriman TO riwayat_pekerja;
RESET ROLE;

CALL sistem.cabang_baca($$      WHEN 'webhook' THEN
        INSERT INTO baca.webhook SELECT (r).* FROM jsonb_populate_record(NULL::baca.webhook, b) r
        ON CONFLICT (tenant_id, webhook_id) DO UPDATE SET (aktif, pos, pada) =
          (excluded.aktif, excluded.pos, excluded.pada);
$$);
