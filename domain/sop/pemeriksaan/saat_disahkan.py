"""The sheet as it will be printed: the draft with the parameters of its approval on it."""

from __future__ import annotations

from dataclasses import replace

from domain.sop.naskah import Isian
from domain.sop.pemeriksaan import bahan
from domain.sop.pengesahan import Pengesahan


def saat_disahkan(dasar: bahan.Bahan, p: Pengesahan) -> bahan.Bahan:
    """What the rules look at when somebody is about to sign. Name and NIP are the signer's own, from the directory."""
    parameter = {
        Isian.NOMOR: p.nomor,
        Isian.TANGGAL_PEMBUATAN: p.tanggal_pembuatan,
        Isian.TANGGAL_REVISI: p.tanggal_revisi,
        Isian.TANGGAL_EFEKTIF: p.tanggal_efektif.isoformat(),
        Isian.PENGESAH: p.pengesah.jabatan,
    }
    naskah = dasar.naskah
    for isian, nilai in parameter.items():
        naskah = naskah.dengan_isian(isian, nilai.strip())
    sk = bahan.Pengesahan(sk_nomor=p.keputusan.nomor.strip(), sk_tanggal=p.keputusan.tanggal)
    return replace(dasar, naskah=naskah, pengesahan=sk)
