"""One YAML text -> nodes that know their line. Refuses what a form never needs: anchors, tags, deep nesting."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

import yaml
from typing_extensions import override
from yaml.events import AliasEvent, NodeEvent, StreamEndEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from domain.kernel import teks_rapi
from infra.impor.tempat import Simpul, Skalar, Tempat, cuplik

PALING_DALAM = 12
PALING_BANYAK = 20_000
"""Several hundred steps; PyYAML would work for most of a minute on what fits into a megabyte."""
TERBESAR = 2**53
"""Beyond it JSON readers no longer agree about a number."""
_AWALAN = "tag:yaml.org,2002:"
_RUSAK = "susunan YAML rusak; periksa titik dua, tanda kutip, kurung, dan spasi di awal baris"
_SEBAB = (
    ("'\\t'", "ada tab di awal tulisan atau baris; ganti dengan spasi"),
    ("mapping values are not allowed", "titik dua di tempat yang salah; beri tanda kutip pada tulisan yang memuatnya"),
    ("unexpected end of stream", "tanda kutip yang dibuka di sini tidak ditutup"),
)


class _Pembaca(yaml.SafeLoader):
    """PyYAML's composer with the doors shut that lead out of a plain document."""

    def __init__(self, teks: str, tempat: Tempat) -> None:
        self._tempat = tempat
        self._dalam = self._banyak = 0
        super().__init__(teks)

    @override
    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        self._tolak(self._berikut())
        self._banyak += 1
        self._dalam += 1
        node = super().compose_node(parent, index)
        self._dalam -= 1
        return node

    def _berikut(self) -> Any:
        return cast("Any", self).peek_event()

    def _tolak(self, event: Any) -> None:
        di_sini = Tempat(self._tempat.berkas, event.start_mark.line + 1)
        if self._dalam >= PALING_DALAM:
            raise di_sini.salah(f"susunan lebih dari {PALING_DALAM} tingkat")
        if self._banyak >= PALING_BANYAK:
            raise di_sini.salah(f"berkas memuat lebih dari {PALING_BANYAK} nilai; satu berkas memuat satu SOP")
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor is not None):
            raise di_sini.salah("jangkar dan rujukan YAML (& dan *) tidak didukung; tulis isinya di tempat ini")
        if getattr(event, "tag", None) is not None:
            raise di_sini.salah("penanda jenis YAML (!) tidak didukung; beri tanda kutip bila itu tulisan")

    def satu_dokumen(self) -> Node:
        cast("Any", self).get_event()
        if self.check_event(StreamEndEvent):
            raise self._tempat.salah("berkas ini kosong")
        node = self.compose_document()
        if not self.check_event(StreamEndEvent):
            baris = self._berikut().start_mark.line + 1
            raise Tempat(self._tempat.berkas, baris).salah("berkas memuat lebih dari satu dokumen YAML (---)")
        assert node is not None  # noqa: S101 - a document has a root
        return node

    def skalar(self, node: ScalarNode, tempat: Tempat) -> Simpul:
        """The typed value of a plain or quoted text."""
        try:
            nilai: Skalar = self.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            raise tempat.salah(
                f"“{cuplik(node.value)}” tidak dapat dibaca; beri tanda kutip bila itu tulisan"
            ) from None
        if isinstance(nilai, datetime) or not isinstance(nilai, str | int | float | date | None):
            raise tempat.salah(f"“{cuplik(node.value)}” bukan nilai yang dikenal; beri tanda kutip bila itu tulisan")
        if isinstance(nilai, int | float) and not -TERBESAR < nilai < TERBESAR:
            raise tempat.salah(f"“{cuplik(node.value)}” terlalu besar untuk bilangan; beri tanda kutip")
        if isinstance(nilai, str) and _tak_tampak(nilai):
            raise tempat.salah("tulisan ini memuat huruf kendali yang tidak tampak; hapus huruf itu")
        return Simpul(tempat, nilai, node.value)


def _tak_tampak(teks: str) -> bool:
    """Whether storing the text would drop letters from inside it."""
    return len(teks_rapi(f"|{teks}|")) != len(f"|{teks}|".replace("\r\n", "\n"))


def baca(teks: str, tempat: Tempat) -> Simpul:
    """The root node of the only document in the text."""
    try:
        pembaca = _Pembaca(teks, tempat)
    except yaml.reader.ReaderError as error:
        baris = teks.count("\n", 0, error.position) + 1
        raise Tempat(tempat.berkas, baris).salah("ada huruf kendali yang tidak boleh ada di berkas YAML") from None
    try:
        return _simpul(pembaca, pembaca.satu_dokumen(), tempat)
    except yaml.MarkedYAMLError as error:
        raise _rusak(error, tempat) from None
    except (ValueError, OverflowError):  # an escape such as \UFFFFFFFF, which the scanner hands to chr()
        raise Tempat(tempat.berkas, pembaca.line + 1).salah(_RUSAK) from None
    finally:
        pembaca.dispose()


def _rusak(error: yaml.MarkedYAMLError, tempat: Tempat) -> Exception:
    masalah = error.problem or ""
    sebab = next((kalimat for tanda, kalimat in _SEBAB if tanda in masalah), _RUSAK)
    awal_dulu = "end of stream" in masalah
    tanda = (awal_dulu and error.context_mark) or error.problem_mark or error.context_mark
    return Tempat(tempat.berkas, tanda.line + 1 if tanda else 1).salah(sebab)


def _simpul(pembaca: _Pembaca, node: Node, tempat: Tempat) -> Simpul:
    if isinstance(node, SequenceNode):
        unsur = ((n, x, x.start_mark.line + 1) for n, x in enumerate(node.value, 1))
        return Simpul(tempat, tuple(_simpul(pembaca, x, tempat.unsur(n, baris)) for n, x, baris in unsur))
    if isinstance(node, MappingNode):
        return Simpul(tempat, _peta(pembaca, node, tempat))
    assert isinstance(node, ScalarNode)  # noqa: S101 - there are three kinds of nodes
    return pembaca.skalar(node, tempat)


def _peta(pembaca: _Pembaca, node: MappingNode, tempat: Tempat) -> dict[str, Simpul]:
    hasil: dict[str, Simpul] = {}
    for kunci, isi in node.value:
        baris = kunci.start_mark.line + 1
        nama = kunci.value if isinstance(kunci, ScalarNode) else ""
        di_sini = tempat.kunci(nama or "?", baris)
        if kunci.tag != f"{_AWALAN}str" or not nama or nama.startswith("$") or _tak_tampak(nama):
            raise di_sini.salah("kunci ini bukan tulisan biasa; beri tanda kutip, dan jangan awali dengan $")
        if nama in hasil:
            raise di_sini.salah(f"kunci ini tertulis dua kali; yang pertama di baris {hasil[nama].tempat.baris}")
        hasil[nama] = _simpul(pembaca, isi, di_sini)
    return hasil
