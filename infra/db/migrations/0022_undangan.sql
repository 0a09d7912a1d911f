-- Invitations that wait for a second admin's consent: which person, proposed by whom, and since when (`pada`).
SET LOCAL ROLE riwayat_pemilik;

CREATE TABLE baca.undangan (
  tenant_id int NOT NULL, orang_id uuid NOT NULL, menunggu boolean NOT NULL, oleh uuid,
  pos bigint NOT NULL, pada timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, orang_id)
);
CALL sistem.pagari('baca.undangan', 'riwayat_app', 'riwayat_pekerja', 'riwayat_penulis');
GRANT SELECT ON baca.undangan TO riwayat_app, riwayat_pekerja;
GRANT SELECT, INSERT, UPDATE ON baca.undangan TO riwayat_penulis;
RESET ROLE;

CALL sistem.cabang_baca($$      WHEN 'undangan' THEN
        INSERT INTO baca.undangan SELECT (r).* FROM jsonb_populate_record(NULL::baca.undangan, b) r
        ON CONFLICT (tenant_id, orang_id) DO UPDATE SET (menunggu, oleh, pos, pada) =
          (excluded.menunggu, excluded.oleh, excluded.pos, excluded.pada);
$$);
