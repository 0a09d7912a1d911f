"""The page."""

from __future__ import annotations

from typing import ClassVar

from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from tests.bench.situs_wagtail.bahan import KOLOM


class LangkahBlock(blocks.StructBlock):
    kegiatan = blocks.TextBlock(required=False)
    simbol = blocks.CharBlock(required=False)
    pelaksana = blocks.CharBlock(required=False)
    pertanyaan = blocks.CharBlock(required=False)
    kelengkapan = blocks.TextBlock(required=False)
    waktu = blocks.CharBlock(required=False)
    output = blocks.TextBlock(required=False)
    keterangan = blocks.TextBlock(required=False)
    arah = blocks.CharBlock(required=False)


assert set(LangkahBlock().child_blocks) == set(KOLOM)


class HalamanSop(Page):
    langkah = StreamField([("langkah", LangkahBlock())], blank=True)
    template = "wagtail/halaman_sop.html"
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("langkah")]

    class Meta:
        app_label = "sop"
