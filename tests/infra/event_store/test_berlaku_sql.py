"""What is in force, asked of SQL and of the domain: the same answer for any facts, on any day, as known at any time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.sop.berlaku import Fakta, JenisFakta, yang_berlaku
from tenants.model import Tenant
from tests.domain.pembangun import id_dari

HARI = [date(2026, 1, 1) + timedelta(days=n) for n in range(4)]
AWAL = datetime(2026, 1, 1, tzinfo=UTC)
BANYAK_SOP = 12
_KOLOM = "tenant_id, pos, sop_id, jenis, versi, tanggal, sk_tanggal, sk_nomor, nomor, perlu_verifikasi, pada"

hari = st.sampled_from(HARI)
fakta_acak = st.builds(
    dict,
    jenis=st.sampled_from([JenisFakta.SAH, JenisFakta.SAH, *JenisFakta]),
    versi=st.integers(1, 3),
    tanggal=hari,
    sk_tanggal=hari,
    perlu_verifikasi=st.booleans(),
)
riwayat_sop = st.lists(fakta_acak, max_size=7)


def saat(pos: int) -> datetime:
    return AWAL + timedelta(hours=pos)


def jadikan(riwayat: list[list[dict[str, Any]]]) -> list[Fakta]:
    """Facts as an append would record them: only approvals and withdrawals have a day on which they take effect."""
    fakta = []
    for n, satu in enumerate(riwayat):
        for isi in satu:
            pos = len(fakta) + 1
            bertanggal = isi["jenis"] in (JenisFakta.SAH, JenisFakta.CABUT)
            apa = isi | {"tanggal": isi["tanggal"] if bertanggal else None}
            apa["sk_tanggal"] = None if isi["jenis"] is JenisFakta.VERIFIKASI else isi["sk_tanggal"]
            fakta.append(Fakta(sop_id=id_dari(f"sop {n}"), pos=pos, pada=saat(pos), **apa))
    return fakta


def tanam(superuser: psycopg.Connection[Any], tenant: Tenant, fakta: list[Fakta]) -> None:
    with superuser.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO baca.keberlakuan ({_KOLOM}) VALUES (%s, %s, %s, %s, %s, %s, %s, 'SK', 'N', %s, %s)",
            [
                (tenant.id, f.pos, f.sop_id, f.jenis, f.versi, f.tanggal, f.sk_tanggal, f.perlu_verifikasi, f.pada)
                for f in fakta
            ],
        )


@contextmanager
def sebagai_aplikasi(superuser: psycopg.Connection[Any], tenant: Tenant, fakta: list[Fakta]) -> Iterator[None]:
    """The facts are there, and the connection is the application's; nothing of it stays."""
    with superuser.transaction(force_rollback=True):
        tanam(superuser, tenant, fakta)
        superuser.execute("SET LOCAL ROLE riwayat_app")
        superuser.execute(f"SET LOCAL app.tenant_id = {tenant.id}")
        yield


def menurut_sql(superuser: psycopg.Connection[Any], tenant: Tenant, pada: date, tahu: datetime) -> dict[UUID, int]:
    rows = superuser.execute("SELECT sop_id, pos FROM baca.berlaku(%s, %s, %s)", (tenant.id, pada, tahu)).fetchall()
    assert len({sop_id for sop_id, _ in rows}) == len(rows)
    return dict(rows)


def menurut_domain(fakta: list[Fakta], pada: date, tahu: datetime) -> dict[UUID, int]:
    per_sop = {f.sop_id: [g for g in fakta if g.sop_id == f.sop_id] for f in fakta}
    hasil = {sop_id: yang_berlaku(milik, pada=pada, diketahui=tahu) for sop_id, milik in per_sop.items()}
    return {sop_id: f.pos for sop_id, f in hasil.items() if f}


def test_sql_sama_dengan_domain(basis_data, buat_pemda):
    tenant = buat_pemda()

    with psycopg.connect(basis_data.superuser, autocommit=True) as superuser:

        @settings(deadline=None, max_examples=60)
        @given(st.lists(riwayat_sop, min_size=1, max_size=BANYAK_SOP))
        def uji(riwayat: list[list[dict[str, Any]]]) -> None:
            fakta = jadikan(riwayat)
            with sebagai_aplikasi(superuser, tenant, fakta):
                for tahu in {AWAL, saat(len(fakta) // 2), saat(len(fakta))}:
                    for pada in HARI:
                        assert menurut_sql(superuser, tenant, pada, tahu) == menurut_domain(fakta, pada, tahu)

        uji()


def test_naskah_lama_yang_dimasukkan_sesudah_pencabutan_tidak_menghidupkan_sop(superuser, pemda):
    """Approved, withdrawn, then an older paper version is entered: nothing is in force."""
    sah = {"jenis": JenisFakta.SAH, "versi": 2, "tanggal": HARI[1], "sk_tanggal": HARI[1], "perlu_verifikasi": False}
    cabut = sah | {"jenis": JenisFakta.CABUT, "tanggal": HARI[2]}
    lama = sah | {"versi": 1, "tanggal": HARI[0]}
    baru = sah | {"versi": 3, "tanggal": HARI[3]}
    fakta = jadikan([[sah, cabut, lama, baru]])
    with sebagai_aplikasi(superuser, pemda, fakta):
        keadaan = [menurut_sql(superuser, pemda, h, saat(9)) for h in HARI]
    assert [list(k.values()) for k in keadaan] == [[3], [1], [], [4]]
