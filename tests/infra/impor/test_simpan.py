"""The import with a real database: what is stored, what is not, and that it comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from domain.kernel import JabatanId, OpdId, RuleViolation, SopId
from domain.sop.state import Sop
from infra.db.pool import Basis
from infra.dokumen import DokumenResmi, PengesahTercetak
from infra.errors import PerintahBerbedaError
from infra.event_store.buku import Buku, Perintah
from infra.impor import ImporError, baca_berkas, ekspor, impor_berkas, ke_yaml, rekam
from infra.projections.baris import SOP
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant
from tests.domain.pembangun import SARI
from tests.infra.impor.bahan import CONTOH, KECIL, beda

OPD_ID = OpdId(uuid4())
PENYUSUN = JabatanId(uuid4())


@pytest.fixture
def dokumen_resmi(basis: Basis) -> DokumenResmi:
    return DokumenResmi(basis)


@pytest.fixture
def impor(buku: Buku, dokumen_resmi: DokumenResmi, pemda: Tenant) -> Callable[..., Sop]:
    def jalankan(path: Path, perintah: Perintah | None = None) -> Sop:
        perintah = perintah or Perintah(uuid4(), SARI)
        return impor_berkas(buku, dokumen_resmi, path, opd_id=OPD_ID, penyusun=PENYUSUN, perintah=perintah)

    return jalankan


def tersimpan(basis: Basis) -> dict[str, int]:
    tenant = current_tenant().id
    baris = basis.satu(
        "SELECT (SELECT count(*) FROM es.event WHERE tenant_id = %(t)s) AS peristiwa,"
        " (SELECT count(*) FROM es.command WHERE tenant_id = %(t)s) AS perintah,"
        " (SELECT count(*) FROM baca.sop WHERE tenant_id = %(t)s) AS sop,"
        " (SELECT count(*) FROM tata.dokumen_resmi WHERE tenant_id = %(t)s) AS pengesah",
        {"t": tenant},
    )
    assert baris is not None
    return baris


@pytest.mark.parametrize("path", CONTOH, ids=lambda p: p.name[:2])
def test_a_sample_comes_back_from_the_database_as_it_was(
    path: Path, impor: Callable[..., Sop], buku: Buku, basis: Basis, dokumen_resmi: DokumenResmi
) -> None:
    sop = impor(path)
    assert sop.id is not None
    dimuat = buku.muat(SOP, sop.id)
    assert dimuat == sop
    asli = yaml.safe_load(path.read_text("utf-8"))
    assert beda(ekspor(dimuat, dokumen_resmi), asli) == []
    assert beda(yaml.safe_load(ke_yaml(ekspor(dimuat, dokumen_resmi))), asli) == []
    assert tersimpan(basis)["perintah"] == 1


def test_the_names_are_beside_the_events(impor: Callable[..., Sop], basis: Basis, dokumen_resmi: DokumenResmi) -> None:
    sop = impor(CONTOH[15])
    assert sop.id is not None
    assert dokumen_resmi.ambil(sop.id, 1) == PengesahTercetak("NAMA CONTOH, S.Kom., M.T.", "", "198001012005011999")
    muatan = basis.baris("SELECT payload FROM es.event WHERE tenant_id = %s", (current_tenant().id,))
    semua = b"".join(bytes(row["payload"]) for row in muatan)
    assert b"NAMA CONTOH" not in semua
    assert b"198001012005011999" not in semua
    assert b"Pengelolaan Surat Masuk" in semua


def test_a_blank_signature_block_is_not_stored(impor: Callable[..., Sop], basis: Basis) -> None:
    impor(CONTOH[16])
    assert tersimpan(basis)["pengesah"] == 0


@pytest.mark.parametrize(
    ("lama", "baru"),
    [("simbol: mulai", "simbol: awal"), ("nilai: 10", "nilai: 0"), ("Menyimpan arsip", "Menyimpan 198001012005011999")],
)
def test_nothing_is_stored_after_a_mistake(
    lama: str, baru: str, impor: Callable[..., Sop], basis: Basis, tmp_path: Path
) -> None:
    path = tmp_path / "keliru.yaml"
    path.write_text(KECIL.replace(lama, baru), "utf-8")
    with pytest.raises(ImporError, match=r"^keliru\.yaml baris \d+, langkah"):
        impor(path)
    assert set(tersimpan(basis).values()) == {0}


def test_the_same_command_again_makes_no_second_sop(impor: Callable[..., Sop], basis: Basis) -> None:
    perintah = Perintah(uuid4(), SARI)
    pertama = impor(CONTOH[15], perintah)
    sebelum = tersimpan(basis)
    assert impor(CONTOH[15], perintah) == pertama
    assert tersimpan(basis) == sebelum


def test_the_same_command_for_another_file_is_refused(impor: Callable[..., Sop]) -> None:
    perintah = Perintah(uuid4(), SARI)
    impor(CONTOH[15], perintah)
    with pytest.raises(PerintahBerbedaError):
        impor(CONTOH[16], perintah)


def test_two_commands_make_two_sops_with_ids_of_their_own(impor: Callable[..., Sop]) -> None:
    satu, dua = impor(CONTOH[0]), impor(CONTOH[0])
    assert satu.id != dua.id
    assert not {x.id for x in satu.naskah.langkah} & {x.id for x in dua.naskah.langkah}


def test_an_import_never_adds_to_an_sop_that_is_there(impor: Callable[..., Sop], buku: Buku) -> None:
    sop = impor(CONTOH[15])
    assert sop.id is not None
    with pytest.raises(RuleViolation, match="sudah ada"):
        rekam(
            buku,
            baca_berkas(CONTOH[0]),
            sop_id=SopId(sop.id),
            opd_id=OPD_ID,
            penyusun=None,
            perintah=Perintah(uuid4(), SARI),
        )
    assert buku.muat(SOP, sop.id) == sop


def test_the_signature_block_of_another_tenant_is_nobodys(
    impor: Callable[..., Sop], dokumen_resmi: DokumenResmi, pemda_lain: Tenant
) -> None:
    sop = impor(CONTOH[15])
    assert sop.id is not None
    with tenant_scope(pemda_lain):
        assert dokumen_resmi.ambil(sop.id, 1) is None


def test_a_signature_block_recorded_again_replaces_the_first(dokumen_resmi: DokumenResmi, pemda: Tenant) -> None:
    sop_id = uuid4()
    dokumen_resmi.catat(sop_id, 1, "Siti Aminah", "Pembina", "198001012005011999")
    dokumen_resmi.catat(sop_id, 1, "Siti Aminah, S.H.")
    assert dokumen_resmi.ambil(sop_id, 1) == PengesahTercetak("Siti Aminah, S.H.", "", "")
    assert dokumen_resmi.ambil(sop_id, 2) is None
