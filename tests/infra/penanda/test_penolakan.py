"""What the signer refuses: each attack as the database's administrator, found while running, at the next start, or by
the daily verification. No signature follows until a recovery is accepted."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from domain import pemda as p
from domain.log.merkle import Tree
from infra.errors import TersibukError
from infra.event_store.buku import Buku
from infra.penanda.keadaan import Ingatan, KeadaanRusakError
from infra.penanda.pulih import PemulihanDitolakError, pulihkan_log
from infra.projections.baris import PEMDA
from tests.infra.event_store.alat import log
from tests.infra.event_store.test_merkle import daun_dari
from tests.infra.penanda.panggung import Panggung


def pohon_baru(panggung: Panggung) -> None:
    """Rebuild leaves, tiles and head over the rows as they are now, as somebody who knows the format would."""
    semua, pohon = log(panggung.superuser, panggung.tenant), Tree()
    (kepala,) = panggung.baris("SELECT log_id FROM sistem.tenant_head WHERE tenant_id = %(t)s")
    for row in semua:
        daun = daun_dari(bytes(kepala["log_id"]), row)
        pohon.append(daun)
        panggung.superuser.execute(
            "UPDATE es.event SET leaf_hash = %s WHERE tenant_id = %s AND pos = %s",
            (daun, panggung.tenant.id, row["pos"]),
        )
    panggung.superuser.execute(
        "UPDATE sistem.tenant_head SET last_pos = %s WHERE tenant_id = %s", (pohon.size, panggung.tenant.id)
    )


def ubah_isi(panggung: Panggung, pos: int) -> None:
    panggung.ubah(f"UPDATE es.event SET payload = '{{\"n\":0}}' WHERE tenant_id = %(t)s AND pos = {pos}")


def hapus_ekor(panggung: Panggung, sesudah: int) -> None:
    panggung.ubah(f"DELETE FROM es.event WHERE tenant_id = %(t)s AND pos > {sesudah}")


def ditolak(panggung: Panggung, kalimat: str) -> None:
    """The verdict is bad and says so; nothing more is signed, now or after a start of the signer."""
    jaga, sebelum = panggung.jaga(), panggung.ukuran()
    assert jaga["sah"] is False
    assert kalimat in jaga["kalimat"]
    assert f"riwayat pulihkan-log --pemda {panggung.tenant.kode}" in jaga["kalimat"]
    panggung.tulis()
    panggung.putar()
    panggung.nyalakan_ulang()
    panggung.putar(timedelta(days=1))
    assert panggung.ukuran() == sebelum
    assert panggung.jaga()["sah"] is False


def test_an_edited_row_that_is_not_signed_yet(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    panggung.tulis(2)
    ubah_isi(panggung, 4)
    panggung.putar()
    ditolak(panggung, "Peristiwa ke-4 tidak cocok lagi dengan sidiknya")


def test_an_edited_row_of_old_is_found_by_the_daily_verification(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    ubah_isi(panggung, 2)
    assert panggung.penanda.periksa_satu(panggung.kini)
    ditolak(panggung, "Peristiwa ke-2 tidak cocok lagi dengan sidiknya")


def test_the_daily_verification_is_daily(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    assert panggung.penanda.periksa_satu(panggung.kini)
    assert not panggung.penanda.periksa_satu(panggung.kini + timedelta(hours=23))
    assert panggung.penanda.periksa_satu(panggung.kini + timedelta(hours=24))
    assert panggung.jaga()["sah"] is True


def test_a_deleted_tail(panggung: Panggung) -> None:
    panggung.tulis(5)
    panggung.putar()
    hapus_ekor(panggung, 3)
    pohon_baru(panggung)
    panggung.nyalakan_ulang()
    panggung.putar()
    assert "memuat 3 peristiwa, padahal sudah ditandatangani 5" in panggung.jaga()["kalimat"]
    assert panggung.ukuran() == [5]


def test_a_deleted_tail_that_grew_again_while_the_signer_runs(panggung: Panggung) -> None:
    panggung.tulis(5)
    panggung.putar()
    hapus_ekor(panggung, 3)
    pohon_baru(panggung)
    panggung._tertulis = 3
    panggung.tulis(4)
    panggung.putar()
    ditolak(panggung, "Pohon sidik")


@pytest.mark.parametrize("nyala_ulang", [True, False])
def test_a_rebuilt_tree(panggung: Panggung, nyala_ulang: bool) -> None:
    panggung.tulis(5)
    panggung.putar()
    ubah_isi(panggung, 2)
    pohon_baru(panggung)
    panggung.tulis()
    if nyala_ulang:
        panggung.nyalakan_ulang()
    panggung.putar()
    ditolak(panggung, "riwayat lama diubah" if nyala_ulang else "Pohon sidik")


@pytest.mark.parametrize("perubahan", ["pos = pos + 100", "at = at + interval '1 second'", "version = version + 100"])
def test_other_columns_count_too(panggung: Panggung, perubahan: str) -> None:
    panggung.tulis(3)
    panggung.ubah(f"UPDATE es.event SET {perubahan} WHERE tenant_id = %(t)s AND pos = 2")
    panggung.putar()
    assert panggung.jaga()["sah"] is False
    assert "Peristiwa ke-2" in panggung.jaga()["kalimat"]
    assert panggung.titik() == []


def test_an_edited_tile(panggung: Panggung) -> None:
    panggung.tulis(300)
    panggung.putar()
    panggung.ubah("UPDATE es.tile SET hash = sha256('x') WHERE tenant_id = %(t)s")
    panggung.nyalakan_ulang()
    panggung.putar()
    ditolak(panggung, "riwayat lama diubah")


def test_a_tile_that_is_gone(panggung: Panggung) -> None:
    panggung.tulis(300)
    panggung.putar()
    panggung.ubah("DELETE FROM es.tile WHERE tenant_id = %(t)s")
    panggung.nyalakan_ulang()
    panggung.putar()
    assert "tidak lengkap" in panggung.jaga()["kalimat"]


def test_lost_memory_without_a_witness_and_no_silent_new_beginning(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    shutil.rmtree(panggung.folder)
    panggung.nyalakan_ulang()
    panggung.putar()
    ditolak(panggung, "hanya 0 dari 0 saksi")
    panggung.ubah("UPDATE sistem.tenant_head SET pemulihan = 1 WHERE tenant_id = %(t)s")
    panggung.nyalakan_ulang()
    panggung.putar()
    assert "tanpa peristiwa pemulihan" in panggung.jaga()["kalimat"]


def test_first_sight_is_accepted(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    assert panggung.jaga()["sah"] is True


def test_unreadable_memory_is_a_bad_verdict(panggung: Panggung) -> None:
    panggung.tulis()
    panggung.putar()
    (berkas,) = panggung.berkas()
    for isi in ("{}", "bukan", berkas.read_text().replace('"ukuran":1', '"ukuran":3')):
        berkas.write_text(isi)
        with pytest.raises(KeadaanRusakError):
            Ingatan.di(panggung.folder).baca(berkas.stem.replace("_", "/"))
        panggung.nyalakan_ulang()
        panggung.putar()
        assert panggung.jaga()["sah"] is False


def pulihkan(panggung: Panggung, folder: Path | None = None) -> int:
    return pulihkan_log(panggung.basis, panggung.db.superuser, folder or panggung.folder, "Cadangan terbaru tidak ada.")


def test_a_recovery_begins_another_log_that_tells_of_the_lost_one(panggung: Panggung) -> None:
    panggung.tulis(5)
    panggung.putar()
    hilang = panggung.titik()[-1]
    hapus_ekor(panggung, 3)
    pohon_baru(panggung)
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.jaga()["sah"] is False

    assert pulihkan(panggung) == 1
    panggung.putar()

    assert panggung.jaga()["sah"] is True
    assert panggung.ukuran() == [5, 5]
    baru = panggung.titik()[-1]
    assert baru["note"].split("\n")[0].endswith("/pulih-1")
    assert panggung.sah(baru["note"])
    assert len(panggung.berkas()) == 2
    keadaan = Buku(panggung.basis).muat(PEMDA, p.ALIRAN)
    assert keadaan.pemulihan == 1
    (muatan,) = panggung.baris(
        "SELECT convert_from(payload, 'UTF8') AS isi FROM es.event"
        " WHERE tenant_id = %(t)s AND topic = 'pemda.pemulihan_diterima.v1'"
    )
    assert f'"ukuran":5,"akar":"{hilang["root"].hex()}"' in muatan["isi"]
    panggung.putar()  # nothing grew
    assert panggung.ukuran() == [5, 5]
    panggung.aliran, panggung._tertulis = uuid4(), 0
    panggung.tulis()
    panggung.putar()
    assert panggung.ukuran() == [5, 5, 6]
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.jaga()["sah"] is True


def test_a_database_from_before_an_accepted_recovery_is_refused(panggung: Panggung) -> None:
    test_a_recovery_begins_another_log_that_tells_of_the_lost_one(panggung)
    panggung.ubah("UPDATE sistem.tenant_head SET pemulihan = 0 WHERE tenant_id = %(t)s")
    panggung.nyalakan_ulang()
    panggung.putar()
    assert "sebelum pemulihan yang sudah diterima" in panggung.jaga()["kalimat"]
    assert pulihkan(panggung) == 2
    panggung.putar()
    assert panggung.jaga()["sah"] is True


def test_a_recovery_without_a_reason_to_is_refused(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    with pytest.raises(PemulihanDitolakError, match="tidak ada yang perlu dipulihkan"):
        pulihkan(panggung)
    with pytest.raises(PemulihanDitolakError, match="tidak ada yang perlu dipulihkan"):
        pulihkan(panggung, panggung.folder / "tidak-ada")
    assert panggung.ukuran() == [3]


def test_a_recovery_after_lost_memory_names_the_checkpoint_that_the_database_knows(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    akar = panggung.titik()[-1]["root"].hex()
    shutil.rmtree(panggung.folder / "log")
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.jaga()["sah"] is False
    assert pulihkan(panggung) == 1
    panggung.putar()
    assert panggung.ukuran() == [3, 5]
    (muatan,) = panggung.baris(
        "SELECT convert_from(payload, 'UTF8') AS isi FROM es.event WHERE tenant_id = %(t)s AND pos = 5"
    )
    assert f'"ukuran":3,"akar":"{akar}"' in muatan["isi"]


def test_a_recovery_that_was_cut_off_is_finished_by_the_same_command(panggung: Panggung) -> None:
    panggung.tulis(5)
    panggung.putar()
    hapus_ekor(panggung, 3)
    pohon_baru(panggung)
    panggung.nyalakan_ulang()
    with pytest.raises(TersibukError):
        pulihkan_log(panggung.basis, "postgresql://x@127.0.0.1:1/x", panggung.folder, "Terputus.")
    assert pulihkan(panggung) == 1
    panggung.putar()
    assert panggung.ukuran() == [5, 5]  # the event is there once


def test_a_broken_log_cannot_be_the_beginning_of_another(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    ubah_isi(panggung, 2)
    panggung.penanda.periksa_satu(panggung.kini)
    with pytest.raises(PemulihanDitolakError, match=r"Peristiwa ke-2 .* cadangan yang utuh"):
        pulihkan(panggung)


def test_a_recovery_where_the_signers_folder_is_elsewhere_goes_by_its_word(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    hapus_ekor(panggung, 2)
    pohon_baru(panggung)
    panggung.nyalakan_ulang()
    panggung.putar()
    assert pulihkan(panggung, panggung.folder / "tidak-ada") == 1
    panggung.putar()
    assert panggung.jaga()["sah"] is True


def test_the_right_data_back_are_accepted_after_a_full_verification(panggung: Panggung) -> None:
    """Restoring the newest backup is the cure; it needs a start of the signer, or of the server, to be looked at."""
    panggung.tulis(3)
    panggung.putar()
    (asli,) = panggung.baris("SELECT payload FROM es.event WHERE tenant_id = %(t)s AND pos = 2")
    ubah_isi(panggung, 2)
    panggung.penanda.periksa_satu(panggung.kini)
    panggung.superuser.execute(
        "UPDATE es.event SET payload = %s WHERE tenant_id = %s AND pos = 2", (asli["payload"], panggung.tenant.id)
    )
    panggung.tulis()
    panggung.putar()
    assert panggung.ukuran() == [3]
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.ukuran() == [3, 4]
    assert panggung.jaga()["sah"] is True
