"""Who stands behind a checkpoint: the log's key, and enough witnesses, not long ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.log.note import Key, Note, NoteError
from domain.log.policy import NONE, Policy
from infra.verify.bundel import Bundel
from infra.verify.laporan import Laporan, waktu

SEGAR = 48 * 3600
_SELISIH_JAM = 300


@dataclass(frozen=True, slots=True)
class Kepercayaan:
    """What the auditor trusts: keys and a policy got elsewhere, or those in the bundle."""

    kunci: Sequence[Key]
    kebijakan: Policy
    dari_bundel: bool  # the policy
    kunci_dari_bundel: bool


def bertanda_tangan(nota: Note, kunci: Sequence[Key]) -> Key | None:
    """The key that signed."""
    for satu in kunci:
        try:
            if satu.name == nota.text.partition("\n")[0] and nota.signed_by(satu):
                return satu
        except NoteError:
            continue
    return None


def periksa(bundel: Bundel, percaya: Kepercayaan, kini: int, laporan: Laporan) -> None:
    oleh = bertanda_tangan(bundel.nota, percaya.kunci)
    if oleh is None:
        laporan.salah(_tanpa_tanda_tangan(bundel, percaya))
    else:
        laporan.sah(f"Titik periksa ditandatangani dengan kunci log {oleh.vkey}.")
        if percaya.kunci_dari_bundel:
            laporan.perhatian(
                "Kunci itu diambil dari bundel ini sendiri. Cocokkan dengan kunci yang Anda peroleh dari tempat lain, "
                "atau jalankan lagi dengan --kunci."
            )
    _saksi(bundel.nota, percaya.kebijakan, kini, laporan)


def _tanpa_tanda_tangan(bundel: Bundel, percaya: Kepercayaan) -> str:
    if not any(k.name == bundel.titik.origin for k in percaya.kunci):
        return f"Tidak ada kunci untuk log {bundel.titik.origin}: kunci yang diberikan milik log lain."
    return "Titik periksa tidak ditandatangani dengan kunci log ini; bundel dibuat oleh pihak lain atau diubah."


def _saksi(nota: Note, kebijakan: Policy, kini: int, laporan: Laporan) -> None:
    waktu_saksi = {}
    for nama, kunci in kebijakan.witnesses.items():
        try:
            saat = nota.cosigned(kunci)
        except NoteError:
            laporan.salah(f"Tanda tangan saksi {kunci.name} tidak sah.")
            continue
        if saat is not None:
            waktu_saksi[nama] = saat
    banyak = f"{len(waktu_saksi)} dari {len(kebijakan.witnesses)} saksi"
    if not kebijakan.satisfied(waktu_saksi):
        laporan.salah(f"Kuorum saksi tidak tercapai: hanya {banyak} yang ikut menandatangani.")
    elif kebijakan.quorum == NONE:
        laporan.perhatian(
            "Menurut kebijakannya log ini belum mempunyai tiga saksi atau lebih. Tanpa saksi, hanya titik periksa yang "
            "Anda simpan dari waktu lain (--terhadap) yang dapat memperlihatkan bahwa seluruh log ditulis ulang."
        )
    else:
        laporan.sah(f"Kuorum saksi tercapai: {banyak} ikut menandatangani.")
        _kesegaran(_saat_kuorum(kebijakan, waktu_saksi), kini, laporan)


def _saat_kuorum(kebijakan: Policy, waktu_saksi: dict[str, int]) -> int:
    """The moment as late as possible from which on a quorum had cosigned; one witness alone cannot make it later."""
    terbaru = sorted(waktu_saksi, key=lambda nama: -waktu_saksi[nama])
    cukup = next(n for n in range(1, len(terbaru) + 1) if kebijakan.satisfied(terbaru[:n]))
    return waktu_saksi[terbaru[cukup - 1]]


def _kesegaran(saat: int, kini: int, laporan: Laporan) -> None:
    if saat > kini + _SELISIH_JAM:
        laporan.perhatian(f"Saksi menandatangani {waktu(saat)}, sesudah waktu komputer ini. Periksa jamnya.")
    elif kini - saat > SEGAR:
        laporan.perhatian(
            f"Saksi terakhir menandatangani {waktu(saat)}, lebih dari 48 jam yang lalu. Minta bundel yang lebih baru: "
            "yang sesudah itu tidak terlihat di sini."
        )
    else:
        laporan.sah(f"Saksi menandatangani {waktu(saat)}, belum 48 jam yang lalu.")
