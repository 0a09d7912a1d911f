"""What this start is about: folders, ports, and which program may know which of the database's addresses."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from infra.lokal.errors import LaunchError
from infra.lokal.files import exclusively, password, private_folder
from infra.lokal.kluster import Kluster
from infra.lokal.processes import wait_until

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DATABASE = "riwayat"

_SUPERUSER = "DATABASE_URL_MIGRASI"
_ROLES = {
    "DATABASE_URL": "riwayat_app",
    "DATABASE_URL_PEKERJA": "riwayat_pekerja",
    "DATABASE_URL_PENANDA": "riwayat_penanda",
    "DATABASE_URL_OPERATOR": "riwayat_operator",
}
_EVERY_ADDRESS = frozenset({_SUPERUSER, *_ROLES})
# A command of app.cli is given the application's address; these need others too.
_ADDRESSES_OF = {
    ("migrasi",): _EVERY_ADDRESS,  # it also sets the roles' passwords, from their addresses
    ("demo", "muat"): frozenset({"DATABASE_URL", _SUPERUSER}),
    ("pemda", "tambah"): frozenset({"DATABASE_URL", _SUPERUSER}),
    ("granian",): frozenset({"DATABASE_URL", "DATABASE_URL_OPERATOR"}),
    ("pekerja",): frozenset({"DATABASE_URL", "DATABASE_URL_PEKERJA"}),
    ("bangun-ulang",): frozenset({_SUPERUSER}),
    ("hapus-orang",): frozenset({_SUPERUSER}),
    ("verifikasi",): frozenset({"DATABASE_URL", "DATABASE_URL_PENANDA"}),
    ("penanda",): frozenset({"DATABASE_URL_PENANDA"}),
    ("pulihkan-log",): frozenset({"DATABASE_URL", _SUPERUSER}),
    ("saksi",): frozenset(),  # a witness has nothing to do with the database
}
_NO_METRICS = 0
_LAST_PORT = 65535
_PORT_PATIENCE = 2.0


@dataclass(frozen=True)
class Configuration:
    data: Path
    port: int
    sso_port: int
    metrics_port: int

    @classmethod
    def read(cls) -> Configuration:
        data = Path(os.environ.get("RIWAYAT_DATA") or ROOT / ".data").absolute()
        metrics_port = _port("RIWAYAT_METRIK_PORT", 8002, smallest=_NO_METRICS)
        return cls(data, _port("RIWAYAT_PORT", 8000), _port("RIWAYAT_SSO_PORT", 8001), metrics_port)

    @property
    def external(self) -> bool:
        """The database is the operator's; the launcher keeps none of its own."""
        return bool(os.environ.get("DATABASE_URL"))

    @property
    def signs(self) -> bool:
        """The signer is ours to start; an operator may keep it, and its keys, on another machine."""
        return not self.external or bool(os.environ.get("DATABASE_URL_PENANDA"))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sso_address(self) -> str:
        return f"http://127.0.0.1:{self.sso_port}"

    @property
    def cluster_folder(self) -> Path:
        return self.data / "kluster"

    def log(self, name: str) -> Path:
        return private_folder(self.data / "log") / f"{name}.log"

    @contextmanager
    def data_folder(self) -> Iterator[bool]:
        """Hold the data folder for one launcher; yields False when another has it."""
        with exclusively(private_folder(self.data), wait=False) as mine:
            yield mine

    def environment(self, command: tuple[str, ...], cluster: Kluster | None) -> dict[str, str]:
        """The environment for `app.cli <command>`, with the database's addresses that it may know."""
        known = next(
            (names for head, names in _ADDRESSES_OF.items() if command[: len(head)] == head),
            frozenset({"DATABASE_URL"}),
        )
        addresses = self._addresses(cluster) if cluster else dict(os.environ)
        own = {
            "RIWAYAT_ALAMAT": os.environ.get("RIWAYAT_ALAMAT") or self.address,
            "RIWAYAT_SSO_ALAMAT": os.environ.get("RIWAYAT_SSO_ALAMAT") or self.sso_address,
            "RIWAYAT_METRIK_PORT": str(self.metrics_port),
            "RIWAYAT_DATA": str(self.data),
        }
        rest = {name: value for name, value in os.environ.items() if name not in _EVERY_ADDRESS}
        if cluster and "DATABASE_URL" in known:  # with one of his own, the operator brings the key too
            own["RIWAYAT_KUNCI"] = os.environ.get("RIWAYAT_KUNCI") or password(self._passwords / "kunci")
        if cluster and not os.environ.get("RIWAYAT_OPERATOR_ISSUER"):
            own |= self._demo_operator(command)
        return rest | own | {name: addresses[name] for name in known if name in addresses}

    def _demo_operator(self, command: tuple[str, ...]) -> dict[str, str]:
        """The platform's operator of the demonstration: his provider, and the web process, each know the secret."""
        secret = password(self._passwords / "operator-sso")
        if command[0] == "demo":
            return {"RIWAYAT_DEMO_OPERATOR": secret}
        if command[0] != "granian":
            return {}
        return {
            "RIWAYAT_OPERATOR_ISSUER": f"{os.environ.get('RIWAYAT_SSO_ALAMAT') or self.sso_address}/operator",
            "RIWAYAT_OPERATOR_CLIENT_ID": "riwayat-operator",
            "RIWAYAT_OPERATOR_CLIENT_SECRET": secret,
            "RIWAYAT_OPERATOR": "wahyu",
        }

    @property
    def _passwords(self) -> Path:
        return private_folder(self.data / "sandi")

    def _addresses(self, cluster: Kluster) -> dict[str, str]:
        folder = self._passwords
        roles = {name: cluster.url(role, password(folder / role), DATABASE) for name, role in _ROLES.items()}
        return roles | {_SUPERUSER: cluster.superuser_url(DATABASE)}

    def require_free_ports(self, *, demo: bool) -> None:
        """Ask first: granian shares a used port without a word, and both would answer."""
        ports = [("RIWAYAT_PORT", self.port)]
        if demo:
            ports.append(("RIWAYAT_SSO_PORT", self.sso_port))
        if self.metrics_port != _NO_METRICS:
            # the web's, the worker's (infra/pekerja/jalan.py), the signer's (infra/penanda/jalan.py)
            ports += [("RIWAYAT_METRIK_PORT", self.metrics_port + n) for n in range(3)]
        if len({port for _, port in ports}) < len(ports):
            names = ", ".join(sorted({name for name, _ in ports}))
            also = "worker and signer use the two after RIWAYAT_METRIK_PORT"
            raise LaunchError(f"{names} must be different ports; {also}.")
        for name, port in ports:
            # A program of the last start that has just ended gives its port back a moment after its name is gone.
            if not wait_until(partial(_free, port), _PORT_PATIENCE):
                raise LaunchError(f"Port {port} cannot be used, {_obstacle(port)}; set {name} to another.")


def _free(port: int) -> bool:
    return not _obstacle(port)


def _obstacle(port: int) -> str:
    """Why nobody can listen there; empty when somebody could."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:  # the latter: the worker's port after the last one
            return (getattr(problem, "strerror", None) or str(problem)).lower()
    return ""


def app_cli(*command: str) -> list[str]:
    return [str(PYTHON), "-m", "app.cli", *command]


def _port(name: str, default: int, smallest: int = 1) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or not smallest <= int(text) <= _LAST_PORT:
        raise LaunchError(f"{name} must be a port number, not {text!r}.")
    return int(text)
