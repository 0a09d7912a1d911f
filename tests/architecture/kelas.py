"""Which CSS classes the templates can print: class attributes, followed through conditions, macros and their callers.

A value is a set of texts. What only the data knows stands in them as `⟨label⟩`, with the expression as label, for
the test to look up; next to other text (`u⟨n⟩`) it may be anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from jinja2 import Environment, nodes

from tests.architecture.templat import Templat

_ATRIBUT = re.compile(r"\bclass=([\"'])")
_MAKRO = re.compile(r"\{%-?\s*(?:macro\s+(\w+)|endmacro)")
_LINGKUNGAN = Environment()
_TERDALAM = 6

Nilai = set[str]


@dataclass(frozen=True)
class Kelas:
    """One class as a template prints it."""

    tempat: str
    nama: str


@dataclass
class Pembaca:
    """All templates of one place, that call each other's macros; `umum` are those behind the global `ui`."""

    templat: dict[str, Templat]
    umum: tuple[str, ...] = ()
    _makro: dict[tuple[str, str], nodes.Macro] = field(init=False)
    _impor: dict[tuple[str, str], list[str]] = field(init=False)
    _pemanggil: dict[tuple[str, str], list[tuple[str, nodes.Call, nodes.Macro | None]]] = field(init=False)

    def __post_init__(self) -> None:
        semua = [*self.templat.values()]
        self._makro = {(t.kunci, m.name): m for t in semua for m in t.pohon.find_all(nodes.Macro)}
        self._impor = defaultdict(list)
        for t in semua:
            for impor in t.pohon.find_all(nodes.Import):
                if isinstance(impor.template, nodes.Const):
                    self._impor[t.kunci, impor.target].append(str(impor.template.value))
        self._pemanggil = defaultdict(list)
        for t in semua:
            makro = {id(c): m for m in t.pohon.find_all(nodes.Macro) for c in m.find_all(nodes.Call)}
            for panggilan in t.pohon.find_all(nodes.Call):
                if kunci := self._dipanggil(panggilan, t.kunci):
                    self._pemanggil[kunci].append((t.kunci, panggilan, makro.get(id(panggilan))))

    def semua(self) -> Iterator[Kelas]:
        for t in self.templat.values():
            for letak, isi in _atribut(t):
                tempat = f"{t.nama}:{t.baris(letak)}"
                makro = self._makro.get((t.kunci, _makro_di(t, letak)))
                for teks in self._isi(_LINGKUNGAN.parse(isi).body, _Lingkup(t.kunci, makro)):
                    yield from (Kelas(tempat, k) for k in teks.split())

    def _isi(self, badan: Iterable[nodes.Node], lingkup: _Lingkup) -> Nilai:
        """All texts that these statements may print."""
        bagian = [x for simpul in badan if (x := self._pernyataan(simpul, lingkup)) != {""}]
        return {"".join(pilihan) for pilihan in product(*bagian)}

    def _pernyataan(self, simpul: nodes.Node, lingkup: _Lingkup) -> Nilai:
        match simpul:
            case nodes.Output():
                return {"".join(p) for p in product(*(self._nilai(x, lingkup) for x in simpul.nodes))}
            case nodes.If():
                cabang = [simpul.body, *(e.body for e in simpul.elif_), simpul.else_]
                return {teks for badan in cabang for teks in self._isi(badan, lingkup)}
            case nodes.For():
                return {"", *self._isi(simpul.body, lingkup)}
            case nodes.Block():
                return {t for b in self._blok(simpul.name) for t in self._isi(b.body, lingkup)} | {""}
            case _:
                return {""}

    def _blok(self, nama: str) -> list[nodes.Block]:
        return [b for t in self.templat.values() for b in t.pohon.find_all(nodes.Block) if b.name == nama]

    def _nilai(self, ungkapan: nodes.Node | None, lingkup: _Lingkup) -> Nilai:
        """All texts that an expression may give."""
        match ungkapan:
            case None:
                return {""}
            case nodes.TemplateData() | nodes.Const():
                return {str(ungkapan.data if isinstance(ungkapan, nodes.TemplateData) else ungkapan.value)}
            case nodes.Concat():
                return {"".join(p) for p in product(*(self._nilai(x, lingkup) for x in ungkapan.nodes))}
            case nodes.Name():
                return self._nama(ungkapan.name, lingkup)
            case nodes.Call():
                return self._panggilan(ungkapan, lingkup)
            case _:
                pilihan = _pilihan(ungkapan)
                return {t for x in pilihan for t in self._nilai(x, lingkup)} or {f"⟨{_label(ungkapan)}⟩"}

    def _panggilan(self, panggilan: nodes.Call, lingkup: _Lingkup) -> Nilai:
        kunci = self._dipanggil(panggilan, lingkup.berkas)
        if kunci is None or lingkup.dalam > _TERDALAM:
            return {f"⟨{_label(panggilan.node)}()⟩"}
        return self._isi(self._makro[kunci].body, _Lingkup(kunci[0], self._makro[kunci], lingkup.dalam + 1))

    def _nama(self, nama: str, lingkup: _Lingkup) -> Nilai:
        """A parameter (whatever its callers give), a variable (whatever the file sets it to), or the data's."""
        lebih_dalam = _Lingkup(lingkup.berkas, lingkup.makro, lingkup.dalam + 1)
        if lingkup.dalam > _TERDALAM:
            return {f"⟨{nama}⟩"}
        if lingkup.makro is not None and nama in [a.name for a in lingkup.makro.args]:
            return self._parameter(nama, lingkup)
        ditetapkan = [
            a.node
            for a in self.templat[lingkup.berkas].pohon.find_all(nodes.Assign)
            if isinstance(a.target, nodes.Name) and a.target.name == nama
        ]
        return {t for x in ditetapkan for t in self._nilai(x, lebih_dalam)} or {f"⟨{nama}⟩"}

    def _parameter(self, nama: str, lingkup: _Lingkup) -> Nilai:
        makro = lingkup.makro
        assert makro is not None
        letak = [a.name for a in makro.args].index(nama)
        bawaan = makro.defaults[letak - len(makro.args)] if letak >= len(makro.args) - len(makro.defaults) else None
        hasil: Nilai = set()
        for berkas, panggilan, pemanggil in self._pemanggil[lingkup.berkas, makro.name]:
            diberi = [k.value for k in panggilan.kwargs if k.key == nama] or panggilan.args[letak : letak + 1]
            dari = _Lingkup(berkas, pemanggil, lingkup.dalam + 1)
            hasil |= self._nilai(diberi[0], dari) if diberi else set()
        return hasil | (self._nilai(bawaan, lingkup) if bawaan is not None else set())

    def _dipanggil(self, panggilan: nodes.Call, berkas: str) -> tuple[str, str] | None:
        """The macro that a call reaches: of the same file, of an imported one, or behind `ui`."""
        match panggilan.node:
            case nodes.Name(name=nama):
                calon = [(berkas, nama)]
            case nodes.Getattr(node=nodes.Name(name=alias), attr=nama):
                impor = self._impor.get((berkas, alias), [])
                calon = [(b, nama) for b in (impor or self.umum if alias == "ui" else impor)]
            case _:
                calon = []
        return next((c for c in calon if c in self._makro), None)


@dataclass(frozen=True)
class _Lingkup:
    """Where an expression stands: names mean something else in every macro."""

    berkas: str
    makro: nodes.Macro | None
    dalam: int = 0


def _pilihan(ungkapan: nodes.Node) -> list[nodes.Node | None]:
    """The expressions of which this one gives one or another; nothing where only the data knows."""
    match ungkapan:
        case nodes.CondExpr():
            return [ungkapan.expr1, ungkapan.expr2]
        case nodes.Or() | nodes.And():
            return [ungkapan.left, ungkapan.right]
        case nodes.Dict():
            return [pasang.value for pasang in ungkapan.items]
        case nodes.Tuple() | nodes.List():
            return [*ungkapan.items]
        case nodes.Getitem(node=nodes.Dict() | nodes.Name()):
            return [ungkapan.node]
        case _:
            return []


def _label(ungkapan: nodes.Node) -> str:
    if isinstance(ungkapan, nodes.Name):
        return ungkapan.name
    if isinstance(ungkapan, nodes.Getattr):
        return f"{_label(ungkapan.node)}.{ungkapan.attr}"
    if isinstance(ungkapan, nodes.Filter):
        return f"|{ungkapan.name}"
    return type(ungkapan).__name__


def _atribut(t: Templat) -> Iterator[tuple[int, str]]:
    """What stands between the quotes of every class attribute; quotes within Jinja do not end it."""
    for cocok in _ATRIBUT.finditer(t.teks):
        akhir, letak = cocok.group(1), cocok.end()
        while t.teks[letak] != akhir:
            tutup = {"{{": "}}", "{%": "%}"}.get(t.teks[letak : letak + 2])
            letak = t.teks.index(tutup, letak) + 2 if tutup else letak + 1
        yield cocok.start(), t.teks[cocok.end() : letak]


def _makro_di(t: Templat, letak: int) -> str:
    sebelum = [m.group(1) or "" for m in _MAKRO.finditer(t.teks, 0, letak)]
    return sebelum[-1] if sebelum else ""
