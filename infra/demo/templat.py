"""Small SOPs from templates: what their drafter types, cell by cell, and what is mended afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infra.demo.berkas import baca_yaml
from infra.demo.kalender import acak
from infra.demo.pejabat import OpdDemo
from infra.demo.pemda import PemdaDemo

Babak = dict[str, Any]
_KOLOM = {"k": "kegiatan", "w": "waktu", "o": "output", "l": "kelengkapan"}
_DAFTAR = (
    "dasar_hukum",
    "kualifikasi_pelaksana",
    "keterkaitan",
    "peralatan_perlengkapan",
    "peringatan",
    "pencatatan_pendataan",
)
_SEBAB = {
    "k": "Kegiatan langkah {n} belum diawali kata kerja aktif.",
    "w": "Waktu langkah {n} belum terukur; tuliskan angka dan satuannya.",
    "o": "Output langkah {n} bukan hasil kegiatan; sebutkan naskah atau keadaan yang dihasilkan.",
    "l": "Kelengkapan langkah {n} belum diisi.",
}


def sotk(demo: PemdaDemo, opd: OpdDemo) -> str:
    """The regulation on an agency's organisation; where a city's own is meant, number and year are invented."""
    nomor, tahun = 11 + acak(f"{demo.kode} {opd.singkatan}", 80), 2019 + acak(opd.singkatan, 3)
    return demo.sotk.format(nomor=nomor, tahun=tahun, opd=opd.nama)


class Templat:
    """One template filled in for one SOP of one agency."""

    def __init__(self, demo: PemdaDemo, opd: OpdDemo, isi: dict[str, Any]) -> None:
        self._demo, self._opd = demo, opd
        self._bahan = baca_yaml("templat-sop.yaml")[isi["templat"]]
        self._judul = isi["judul"]
        bidang = isi.get("bidang", "")
        self._unit = bidang.removeprefix("Kepala ") if bidang.startswith("Kepala ") else ""
        self._kata = {
            **self._bahan.get("bawaan", {}),
            "naskah": isi["objek"],
            **{k: isi[k] for k in ("objek", "naskah", "berkas", "tempat", "kerja") if k in isi},
            "bidang": bidang,
            "kepala": opd.kepala,
            "sekretaris": opd.sekretaris,
        }

    def _isi(self, nilai: Any) -> Any:
        if isinstance(nilai, list):
            return [self._isi(x) for x in nilai]
        teks = nilai.format(**self._kata)
        for lama, baru in self._demo.ganti.items():
            teks = teks.replace(lama, baru)
        return teks[:1].upper() + teks[1:]

    @property
    def lemah(self) -> list[int]:
        """Rows that are first typed with something to mend."""
        return [n for n, x in enumerate(self._bahan["langkah"], 1) if "semula" in x]

    def sebab(self, nomor: list[int]) -> str:
        """Why a draft with these rows unmended is returned."""
        langkah = self._bahan["langkah"]
        return " ".join(_SEBAB[kolom].format(n=n) for n in nomor for kolom in langkah[n - 1]["semula"])

    def ketik(self) -> Iterator[Babak]:
        """The whole SOP as it is first typed."""
        yield {"buat": {"nama": self._judul, "unit": self._unit}}
        yield from self.ketik_lembar()
        yield from self.ketik_tabel()

    def ketik_awal(self) -> Iterator[Babak]:
        """A draft that was hardly begun."""
        yield {"buat": {"nama": self._judul, "unit": self._unit}}
        yield {"isian": {"sifat": "administratif"}}
        yield {"butir": {"dasar_hukum": self._dasar_hukum()[0]}}
        yield from list(self.ketik_tabel())[: 3 + acak(self._judul, 4)]

    def ketik_lembar(self) -> Iterator[Babak]:
        jenis = "generik" if acak(f"{self._judul} jenis", 3) else "spesifik"
        golongan = {"sifat": "administratif", "cakupan": "mikro", "kelengkapan": "final", "jenis": jenis}
        for nama, nilai in golongan.items():
            yield {"isian": {nama: nilai}}
        for daftar in _DAFTAR:
            isi = self._dasar_hukum() if daftar == "dasar_hukum" else self._isi(self._bahan.get(daftar, ["Tidak ada"]))
            for teks in isi:
                yield {"butir": {daftar: teks}}

    def _dasar_hukum(self) -> list[str]:
        pedoman = "Peraturan Menteri PANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan SOP Administrasi Pemerintahan"
        return [*self._bahan["dasar_hukum"], pedoman, sotk(self._demo, self._opd)]

    def ketik_tabel(self) -> Iterator[Babak]:
        for kode, jabatan in self._bahan["pelaksana"].items():
            nama = self._isi(jabatan.rstrip("*"))
            yield {"pelaksana": {"kode": kode, "jabatan": nama, "eksternal": jabatan.endswith("*")}}
        langkah = self._bahan["langkah"]
        for n, x in enumerate(langkah, 1):
            yield {"langkah_baru": self._baris(n, x, len(langkah))}
        for n, x in enumerate(langkah, 1):
            if "tidak" in x:
                yield {"langkah": {"nomor": n, "panah": {"Ya": n + 1, "Tidak": x["tidak"]}}}

    def _baris(self, n: int, x: dict[str, Any], banyak: int) -> dict[str, Any]:
        simbol = "keputusan" if "tidak" in x else "proses"
        if n == 1:
            simbol = "mulai"
        if n == banyak or x.get("ujung"):
            simbol = "selesai"
        kolom = {nama: self._isi((x | x.get("semula", {}))[k]) for k, nama in _KOLOM.items()}
        tanya = {"pertanyaan": x["tanya"]} if "tanya" in x else {}
        pelaksana = x["p"] if isinstance(x["p"], list) else [x["p"]]
        return {**kolom, **tanya, "simbol": simbol, "pelaksana": pelaksana}

    def perbaiki(self, nomor: list[int]) -> Iterator[Babak]:
        """The weak cells of these rows, mended."""
        for n in nomor:
            x = self._bahan["langkah"][n - 1]
            yield {"langkah": {"nomor": n, **{_KOLOM[k]: self._isi(x[k]) for k in x["semula"]}}}
