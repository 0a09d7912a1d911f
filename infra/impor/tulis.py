"""Plain data -> YAML as people write these files: short things on one line, long ones below each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from typing_extensions import override
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from infra.impor.bentuk import Bebas, Bentuk, Butiran, Deret, Peta

LEBAR = 110
TAK_BERBATAS = 1_000_000_000
_MIRIP_YA_TIDAK = frozenset("yYnN")
"""Booleans in YAML 1.1, though not for PyYAML."""


def urutkan(isi: Mapping[str, Any], bentuk: Bentuk | None) -> dict[str, Any]:
    """Known keys in their usual order, each followed by where it comes from; then the others by name."""
    dikenal: tuple[str, ...] = ()
    anak: Mapping[str, Bentuk] = {}
    if isinstance(bentuk, Peta):
        dikenal, anak = tuple(bentuk.kunci), bentuk.kunci
    elif isinstance(bentuk, Bebas):
        dikenal = bentuk.urutan

    def tempat(kunci: str) -> tuple[int, bool, str]:
        pokok = kunci.removesuffix("_asal")
        nomor = dikenal.index(pokok) if pokok in dikenal else len(dikenal) + (kunci == "asal")
        return nomor, pokok != kunci, kunci

    return {kunci: _urutkan(isi[kunci], anak.get(kunci, Bebas())) for kunci in sorted(isi, key=tempat)}


def _urutkan(nilai: Any, bentuk: Bentuk) -> Any:
    if isinstance(nilai, list):
        unsur = bentuk.unsur if isinstance(bentuk, Deret) else bentuk
        return [_urutkan(x, unsur) for x in nilai]
    if isinstance(nilai, dict) and isinstance(bentuk, Peta | Bebas | Butiran):
        return urutkan(nilai, bentuk.peta if isinstance(bentuk, Butiran) else bentuk)
    return nilai


class _Penulis(yaml.SafeDumper):
    @override
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    @override
    def ignore_aliases(self, data: Any) -> bool:
        return True

    @override
    def serialize(self, node: Node) -> None:
        _tata(node, akar=True)
        super().serialize(node)


def _tulisan(penulis: yaml.SafeDumper, teks: str) -> ScalarNode:
    kutip = '"' if not teks or "\n" in teks or teks in _MIRIP_YA_TIDAK else None
    return penulis.represent_scalar("tag:yaml.org,2002:str", teks, style=kutip)


_Penulis.add_representer(str, _tulisan)


def _tata(node: Node, *, akar: bool = False, unsur: bool = False) -> None:
    """Choose one line or many. A row with branches stands on many lines, all else of the table on one each."""
    if isinstance(node, SequenceNode):
        if _pendek(node):
            node.flow_style = True
            return
        for anak in node.value:
            _tata(anak, unsur=True)
    elif isinstance(node, MappingNode):
        anak2 = [isi for _, isi in node.value]
        if not akar and (not any(map(_berbaris, anak2)) if unsur else _pendek(node)):
            _sebaris(node)
            return
        for anak in anak2:
            (_sebaris if unsur else _tata)(anak)


def _berbaris(node: Node) -> bool:
    """Whether it is a list of more than single values."""
    return isinstance(node, SequenceNode) and any(not isinstance(x, ScalarNode) for x in node.value)


def _pendek(node: SequenceNode | MappingNode) -> bool:
    """Single values only, and few enough to read on one line."""
    isi = [x for pasangan in node.value for x in pasangan] if isinstance(node, MappingNode) else node.value
    return all(isinstance(x, ScalarNode) for x in isi) and sum(len(x.value) + 2 for x in isi) <= LEBAR


def _sebaris(node: Node) -> None:
    if isinstance(node, ScalarNode):
        return
    assert isinstance(node, SequenceNode | MappingNode)  # noqa: S101 - there are three kinds of nodes
    node.flow_style = True
    for anak in node.value:
        for satu in anak if isinstance(anak, tuple) else (anak,):
            _sebaris(satu)


def ke_yaml(isi: Mapping[str, Any]) -> str:
    """YAML 1.1 text that every loader reads back to the same values."""
    return yaml.dump(dict(isi), Dumper=_Penulis, allow_unicode=True, sort_keys=False, width=TAK_BERBATAS)
