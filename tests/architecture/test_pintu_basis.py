"""The doors to the database: SQL in infra/ alone, the tenant bound in one place, one caller of es.simpan (D9)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, Modul, bersih, dipanggil, disebut, kalimat, semua_modul

SQL = re.compile(r"(?is)\b(select\b.+\bfrom\b|insert\s+into\b|update\s+[\w.]+\s+set\b|delete\s+from\b)\s")
PENGIKAT = "infra/db/pool.py"
PEREKAM = "infra/db/simpan.py"
SAMBUNGAN = re.compile(r"psycopg\.(Async)?(connect|Connection\.connect)|psycopg_pool\.\w*ConnectionPool")
PEMBUKA = {
    "infra/db/pool.py": "the application's and the worker's pool",
    "infra/db/migrate.py": "migrations, with the administrator's address",
    "infra/db/tanda.py": "the mark of a demonstration, with the administrator's address",
    "infra/tenants_pg.py": "registering a government, with the administrator's address",
    "infra/penghapusan/hapus.py": "erasing a person, with the administrator's address",
    "infra/projections/jalan.py": "rebuilding the read models, with the administrator's address",
    "infra/sendirian.py": "the session lock of the worker and of the signer, which a pool would hand on",
    "infra/penanda/pulih.py": "accepting a recovery, with the administrator's address",
    "infra/demo/buku.py": "loading the demonstration, all tenants of it in one go",
    "infra/demo/muat.py": "making and clearing the demonstration, with the administrator's address",
}


def sql_di_luar_infra(akar: Path) -> list[str]:
    di_luar = [m for m in semua_modul(akar) if m.paket != "infra"]
    temuan = [f"{m.nama}:{baris}: {t[:60]!r}" for m in di_luar for baris, t in kalimat(m) if SQL.search(t + " ")]
    for jalur in sorted((akar / "templates").rglob("*.html")):
        temuan += [jalur.relative_to(akar).as_posix()] if SQL.search(jalur.read_text()) else []
    return temuan


def pengikatan(akar: Path) -> list[str]:
    """Places that write the setting which row security reads."""
    return [
        m.nama
        for m in semua_modul(akar)
        for _, t in kalimat(m)
        if re.search(r"(?i)\bset\s+(local\s+|session\s+)?app\.tenant_id", t)
    ]


def lewat_set_config(akar: Path) -> list[str]:
    return [f"{m.nama}:{baris}" for m in semua_modul(akar) for baris, t in kalimat(m) if "set_config" in t.lower()]


def pemanggil_simpan(akar: Path) -> list[str]:
    """Places that call the function which appends, or hand it to somebody."""
    pola = re.compile(r"(?i)\bes\s*\.\s*simpan\s*\(")
    return [m.nama for m in semua_modul(akar) for _, t in kalimat(m) if pola.search(t)]


def simpan_tanpa_pemda_terikat(perekam: Modul) -> list[str]:
    """Calls of es.simpan whose first argument is anything but the tenant being served."""
    tetapan = {nama for nama, isi in _tetapan(perekam.pohon) if "es.simpan(" in isi}
    panggilan = [p for p in ast.walk(perekam.pohon) if isinstance(p, ast.Call) and _sebut(p.args[:1]) & tetapan]
    temuan = [] if panggilan else ["no call of es.simpan"]
    for p in panggilan:
        pertama = _nilai_pertama(perekam.pohon, p.args[1] if len(p.args) == 2 else None)
        if pertama != "current_tenant().id":
            temuan.append(f"{perekam.nama}:{p.lineno}: {pertama}")
    if "tenants.context.current_tenant" not in {nama for _, nama in disebut(perekam)}:
        temuan.append(f"{perekam.nama}: another current_tenant")
    return temuan


def _tetapan(pohon: ast.Module) -> Iterator[tuple[str, str]]:
    """Texts by the name that they have, or that a function has which returns something made of them."""
    teks = dict(_bernama(pohon))
    yield from teks.items()
    for simpul in pohon.body:
        if isinstance(simpul, ast.FunctionDef) and isinstance(kembali := simpul.body[-1], ast.Return):
            nama = {x.id for x in ast.walk(kembali) if isinstance(x, ast.Name)}
            yield simpul.name, " ".join(isi for satu, isi in teks.items() if satu in nama)


def _bernama(pohon: ast.Module) -> Iterator[tuple[str, str]]:
    for simpul in pohon.body:
        if isinstance(simpul, ast.Assign) and isinstance(simpul.value, ast.Constant):
            yield from ((t.id, str(simpul.value.value)) for t in simpul.targets if isinstance(t, ast.Name))


def _sebut(simpul: list[ast.expr]) -> set[str]:
    """Names that stand there, or whose call does."""
    return {x.id for s in simpul if isinstance(x := s.func if isinstance(s, ast.Call) else s, ast.Name)}


def _nilai_pertama(pohon: ast.Module, parameter: ast.expr | None) -> str:
    """The first value of a tuple, or of the tuple that the function called here returns."""
    if isinstance(parameter, ast.Call):
        kembali = [
            r.value
            for f in pohon.body
            if isinstance(f, ast.FunctionDef) and f.name in _sebut([parameter.func])
            for r in ast.walk(f)
            if isinstance(r, ast.Return)
        ]
        parameter = kembali[0] if len(kembali) == 1 else None
    if isinstance(parameter, ast.Tuple) and parameter.elts:
        return ast.unparse(parameter.elts[0])
    return "unknown"


def pembuka_sambungan(akar: Path) -> set[str]:
    return {m.nama for m in semua_modul(akar) for _, nama in dipanggil(m) if SAMBUNGAN.fullmatch(nama)}


def _modul(akar: Path, nama: str) -> Modul:
    return next(m for m in semua_modul(akar) if m.nama == nama)


def test_sql_hanya_ada_di_infra() -> None:
    bersih(sql_di_luar_infra(AKAR))
    assert any(SQL.search(t) for _, t in kalimat(_modul(AKAR, "infra/queries/sop.py")))


def test_penyewa_diikat_di_satu_tempat_saja() -> None:
    assert pengikatan(AKAR) == [PENGIKAT]
    bersih(lewat_set_config(AKAR))


def test_pemanggil_simpan_hanya_perekam() -> None:
    assert pemanggil_simpan(AKAR) == [PEREKAM]


def test_simpan_selalu_untuk_penyewa_yang_dilayani() -> None:
    bersih(simpan_tanpa_pemda_terikat(_modul(AKAR, PEREKAM)))


def test_sambungan_dibuka_menurut_daftar_tertutup() -> None:
    assert pembuka_sambungan(AKAR) == PEMBUKA.keys()


@pytest.mark.parametrize(
    "isi",
    [
        'a = "SELECT nama FROM baca.sop"',
        'a = f"select {1} " "from baca.sop"',
        'a = "INSERT INTO baca.sop VALUES (1)"',
        'a = "UPDATE baca.sop SET nama = 1"',
        'a = """\nDELETE\n  FROM baca.sop"""',
    ],
)
def test_kenari_sql_di_luar_infra_ketahuan(tanam: Tanam, isi: str) -> None:
    asli = '"""Select a row from the list."""\n'
    assert (
        sql_di_luar_infra(tanam({"app/a.py": asli + isi, "infra/b.py": isi, "domain/c.py": asli}))[0][:8] == "app/a.py"
    )


def test_kenari_sql_di_templat_ketahuan(tanam: Tanam) -> None:
    assert sql_di_luar_infra(tanam({"templates/a.html": "{{ q('SELECT a FROM b ') }}"})) == ["templates/a.html"]


@pytest.mark.parametrize("isi", ["SET LOCAL app.tenant_id = {}", "set app.tenant_id = 1", "SET SESSION app.tenant_id"])
def test_kenari_pengikatan_lain_ketahuan(tanam: Tanam, isi: str) -> None:
    assert pengikatan(tanam({"infra/queries/a.py": f"a = {isi!r}"})) == ["infra/queries/a.py"]


def test_kenari_set_config_ketahuan(tanam: Tanam) -> None:
    akar = tanam({"infra/a.py": '"""set_config"""\na = "SELECT set_config(\'app.tenant_id\', %s, true)"'})
    assert lewat_set_config(akar) == ["infra/a.py:2"]


def test_kenari_pemanggil_simpan_lain_ketahuan(tanam: Tanam) -> None:
    assert pemanggil_simpan(tanam({"infra/a.py": 'a = "SELECT * FROM es.simpan(1, 2)"'})) == ["infra/a.py"]


@pytest.mark.parametrize(
    ("asal", "menjadi"),
    [
        ("        current_tenant().id,\n        simpanan.perintah", "        TANPA_PELAKU,\n        simpanan.perintah"),
        ("_parameter(events, simpanan)).fetchone()", "parameter).fetchone()"),
        ("from tenants.context import current_tenant", "from infra.lain import current_tenant"),
        ("connection.execute(_perintah(events, simpanan),", "connection.execute(LAIN,"),
    ],
)
def test_kenari_penyewa_lain_pada_simpan_ketahuan(asal: str, menjadi: str) -> None:
    teks = (AKAR / PEREKAM).read_text()
    assert teks.count(asal) == 1
    teks = teks.replace(asal, menjadi)
    assert simpan_tanpa_pemda_terikat(Modul(PEREKAM, teks, ast.parse(teks)))


@pytest.mark.parametrize(
    "isi",
    [
        "import psycopg\nwith psycopg.connect('') as c: ...",
        "from psycopg import Connection as K\nK.connect('')",
        "from psycopg_pool import ConnectionPool\ndef f(): return ConnectionPool('')",
        "import psycopg_pool\na = [psycopg_pool.AsyncConnectionPool('')]",
    ],
)
def test_kenari_sambungan_lain_ketahuan(tanam: Tanam, isi: str) -> None:
    jenis = "from psycopg_pool import ConnectionPool\ndef f() -> ConnectionPool[int]: ..."
    assert pembuka_sambungan(tanam({"infra/queries/a.py": isi, "infra/b.py": jenis})) == {"infra/queries/a.py"}
