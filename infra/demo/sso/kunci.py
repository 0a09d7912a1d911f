"""The signing key of each provider, made once and kept: a restart must not spoil running sign-ins."""

import json
import os
import tempfile
from pathlib import Path

from joserfc.jwk import ECKey, RSAKey, import_key

KunciPenerbit = RSAKey | ECKey


def muat_kunci(folder: Path, kode: str, *, eliptik: bool) -> KunciPenerbit:
    """`eliptik` chooses the kind at the first start; later the stored key stays what it is."""
    berkas = folder / f"{kode}.json"
    if not berkas.exists():
        _simpan(berkas, ECKey.generate_key("P-256") if eliptik else RSAKey.generate_key(2048))
    kunci = import_key(json.loads(berkas.read_text("utf-8")))
    if not isinstance(kunci, KunciPenerbit):
        raise TypeError(f"{berkas}: bukan kunci RSA atau EC")
    kunci.ensure_kid()
    return kunci


def algoritma(kunci: KunciPenerbit) -> str:
    return "RS256" if isinstance(kunci, RSAKey) else "ES256"


def _simpan(berkas: Path, kunci: KunciPenerbit) -> None:
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written beside and renamed, so that a start that is cut short leaves no half key. mkstemp is 0600.
    nomor, sementara = tempfile.mkstemp(dir=berkas.parent)
    with os.fdopen(nomor, "w", encoding="utf-8") as tulis:
        json.dump(kunci.as_dict(private=True), tulis)
    Path(sementara).replace(berkas)
