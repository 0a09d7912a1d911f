"""The files of the demonstration. Each is read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
_PEMBACA = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def baca_yaml(berkas: str) -> Any:
    return yaml.load((DATA / berkas).read_text("utf-8"), Loader=_PEMBACA)  # noqa: S506 - one of the two safe loaders
