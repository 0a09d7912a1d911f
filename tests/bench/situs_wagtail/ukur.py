"""Runs in Wagtail's environment: makes the page and its revisions, asks for the same things, answers in JSON."""

from __future__ import annotations

import json
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.cpu import Jam, Ukuran
from tests.bench.situs_wagtail.situs import MIGRASI, nyalakan

JSON = {"HTTP_ACCEPT": "application/json"}


def main() -> None:
    minta = json.load(sys.stdin)
    with TemporaryDirectory() as folder:
        _siapkan(minta["dsn"], Path(folder))
    jam = Jam(" ".join(f"{k}={v}" for k, v in minta["dsn"].items()))
    sys.stdout.write(json.dumps(_ukur(jam, minta["isi"], minta["ulangan"])) + "\n")


def _siapkan(dsn: dict[str, str], folder: Path) -> None:
    """Set up Django and its tables; the migration of the page is made on the way, as a developer would make it."""
    (folder / MIGRASI).mkdir()
    (folder / MIGRASI / "__init__.py").touch()
    sys.path.insert(0, str(folder))
    nyalakan(dsn)
    from django.core.management import call_command  # noqa: PLC0415 - Django has to be set up before

    call_command("makemigrations", "sop", verbosity=0)
    call_command("migrate", verbosity=0)


def _halaman(isi: dict[str, Any], pengguna: Any) -> Any:
    """The page at its first revision, then one revision for every edit, with the log that its history shows."""
    from wagtail.models import Page  # noqa: PLC0415

    from tests.bench.situs_wagtail.models import HalamanSop  # noqa: PLC0415

    baris = [
        {"type": "langkah", "value": x, "id": f"{n:08d}-0000-4000-8000-000000000000"}
        for n, x in enumerate(isi["langkah"])
    ]
    akar = Page.objects.get(depth=2)
    halaman = akar.add_child(instance=HalamanSop(title="Surat Masuk", slug="surat-masuk", langkah=json.dumps(baris)))
    halaman.save_revision(user=pengguna, log_action=True).publish()
    for n, output in isi["suntingan"]:
        baris[n]["value"]["output"] = output
        halaman.langkah = json.dumps(baris)
        halaman.save_revision(user=pengguna, log_action=True)
    return halaman, baris


def _ukur(jam: Jam, isi: dict[str, Any], ulangan: int) -> dict[str, Ukuran]:
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    pengguna = get_user_model().objects.create_superuser("sari", "sari@contoh.test", "sari")
    halaman, baris = _halaman(isi, pengguna)
    klien, admin = Client(), f"/admin/pages/{halaman.pk}"
    klien.force_login(pengguna)
    revisi = list(halaman.revisions.order_by("created_at", "id"))
    tengah = revisi[len(revisi) // 2]

    def buka(alamat: str) -> None:
        jawaban = klien.get(alamat)
        assert jawaban.status_code == 200, jawaban.status_code
        assert b"Berkas terperiksa" in jawaban.content or alamat.endswith("/history/")

    def beda() -> None:
        a, b = (halaman.revisions.get(pk=x.pk).as_object() for x in (revisi[0], revisi[-1]))
        assert _banding(halaman, a, b)

    return {
        "history": jam.ukur(lambda: buka(f"{admin}/history/"), ulangan),
        "difference": jam.ukur(lambda: buka(f"{admin}/revisions/compare/{revisi[0].pk}...{revisi[-1].pk}/"), ulangan),
        "difference data": jam.ukur(beda, ulangan),
        "as-of": jam.ukur(lambda: buka(f"{admin}/revisions/{tengah.pk}/view/"), ulangan),
        "as-of data": jam.ukur(lambda: _pada(halaman, tengah.created_at), ulangan),
        "save": jam.ukur(_simpan(klien, admin, baris, {}, 302), ulangan),
        "autosave": jam.ukur(_simpan(klien, admin, baris, JSON, 200), ulangan),
    }


def _pada(halaman: Any, saat: Any) -> Any:
    """The content as of a moment: the newest revision until then."""
    return halaman.revisions.filter(created_at__lte=saat).order_by("-created_at", "-id").first().as_object()


def _banding(halaman: Any, a: Any, b: Any) -> str:
    panel = halaman.get_edit_handler().get_bound_panel(instance=halaman, request=None, form=None)
    return "".join(str(x.htmldiff()) for x in (c(a, b) for c in panel.get_comparison()) if x.has_changed())


def _simpan(klien: Any, admin: str, baris: list[dict[str, Any]], kepala: dict[str, str], status: int) -> Any:
    """The whole form with one cell changed, as the editor sends it."""
    nomor = count(1)

    def kirim() -> None:
        isi = {"title": "Surat Masuk", "slug": "surat-masuk", "langkah-count": len(baris), "comments-TOTAL_FORMS": 0,
               "comments-INITIAL_FORMS": 0, "comments-MIN_NUM_FORMS": 0, "comments-MAX_NUM_FORMS": ""}  # fmt: skip
        for n, x in enumerate(baris):
            awalan = f"langkah-{n}"
            isi |= {f"{awalan}-deleted": "", f"{awalan}-order": n, f"{awalan}-type": "langkah", f"{awalan}-id": x["id"]}
            isi |= {f"{awalan}-value-{k}": v for k, v in x["value"].items()}
        isi["langkah-17-value-output"] = f"Keluaran {next(nomor)}"
        jawaban = klien.post(f"{admin}/edit/", isi, **kepala)
        assert jawaban.status_code == status, (jawaban.status_code, jawaban.content[:2000])

    return kirim


if __name__ == "__main__":
    main()
