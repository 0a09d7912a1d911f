"""What the subcommands share: saying a line, finding a government, waiting to be told to stop."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from typing import TypeAlias

from infra.db.pool import Basis
from infra.direktori import Direktori, Orang
from infra.errors import TidakAdaError
from infra.jam import Jam
from infra.queries.mandat import MandatPejabat, mandat
from infra.tenants_pg import PgRegistry
from tenants.model import Tenant

Subperintah: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def tulis(kalimat: str) -> None:
    sys.stdout.write(kalimat + "\n")
    sys.stdout.flush()


def cari_pemda(basis: Basis, kode: str) -> Tenant:
    tenant = PgRegistry(basis).menurut_kode(kode)
    if tenant is None:
        raise TidakAdaError(f"pemda “{kode}” tidak terdaftar")
    return tenant


def pelaku(basis: Basis, nama: str) -> MandatPejabat:
    """The mandate in force of the person named: by full name or e-mail address."""
    hari = Jam(basis).kini().date()
    for orang in Direktori(basis).semua():
        if nama.casefold() in (orang.nama.casefold(), orang.surel.casefold()):
            for m in mandat(basis, orang=orang.id):
                if m.berlaku(hari):
                    return m
    raise TidakAdaError(f"orang “{nama}” tidak ditemukan atau tidak memegang jabatan")


def cari_orang(basis: Basis, siapa: str) -> Orang:
    """The one person of the directory with this full name, e-mail address or id."""
    cocok = [
        o for o in Direktori(basis).semua() if siapa.casefold() in (o.nama.casefold(), o.surel.casefold(), str(o.id))
    ]
    if len(cocok) != 1:
        raise TidakAdaError(
            f"{len(cocok)} orang bernama “{siapa}”; sebutkan nomor orangnya"
            if cocok
            else f"orang “{siapa}” tidak ditemukan"
        )
    return cocok[0]


def tanda_berhenti() -> threading.Event:
    """Set by SIGINT and SIGTERM."""
    berhenti = threading.Event()
    for sinyal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sinyal, lambda *_: berhenti.set())
    return berhenti
