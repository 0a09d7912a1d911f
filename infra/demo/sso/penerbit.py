"""One identity provider (issuer): its client, its key, its people, and who is signed in."""

from dataclasses import dataclass, field
from typing import Any

from infra.demo.sso.catatan import ACR_DUA, ACR_SATU, CARA_KLIEN, Jam, Klien, Kode, Sesi, TokenAkses
from infra.demo.sso.kunci import KunciPenerbit, algoritma
from infra.demo.sso.orang import OrangPeragaan, PemdaPeragaan
from infra.ids import new_token


@dataclass
class Penerbit:
    """Everything lives in memory but the key; a restart signs everybody out, which a demonstration bears."""

    pemda: PemdaPeragaan
    issuer: str
    klien: Klien
    kunci: KunciPenerbit
    jam: Jam
    sesi: dict[str, Sesi] = field(default_factory=dict)
    kode: dict[str, Kode] = field(default_factory=dict)
    token: dict[str, TokenAkses] = field(default_factory=dict)
    pernyataan: set[str] = field(default_factory=set)

    @property
    def nama_kuki(self) -> str:
        # Cookies do not know ports: the name keeps clear of the application on the same host.
        return f"sso-peragaan-{self.pemda.kode}"

    @property
    def alg(self) -> str:
        return algoritma(self.kunci)

    def cari_orang(self, sub: str | None) -> OrangPeragaan | None:
        return next((orang for orang in self.pemda.orang if orang.sub == sub), None)

    def buka_sesi(self, orang: OrangPeragaan, *, dua_faktor: bool = False) -> tuple[str, Sesi]:
        rahasia, sesi = new_token(), Sesi(orang, int(self.jam()), dua_faktor)
        self.sesi[rahasia] = sesi
        return rahasia, sesi

    def sesi_segar(self, rahasia: str | None, max_age: str | None, acr_values: str = "") -> Sesi | None:
        """The session of this browser, unless the client wants a sign-in that is younger or stronger."""
        sesi = self.sesi.get(rahasia or "")
        if sesi and ACR_DUA in acr_values.split() and not sesi.dua_faktor:
            return None
        if sesi and max_age is not None and max_age.isdecimal() and self.jam() - sesi.sejak > int(max_age):
            return None
        return sesi

    def simpan_kode(self, kode: str, isi: Kode) -> None:
        # Over a copy, and entry by entry: the server answers several browsers at once.
        for lama, satu in list(self.kode.items()):
            if not self._berlaku(satu):
                self.kode.pop(lama, None)
        self.kode[kode] = isi

    def ambil_kode(self, kode: str) -> Kode | None:
        """Taken out at the first try, right or wrong: a code works once."""
        isi = self.kode.pop(kode, None)
        return isi if isi and self._berlaku(isi) else None

    def simpan_token(self, token: str, isi: TokenAkses) -> None:
        for lama, satu in list(self.token.items()):
            if satu.is_expired():
                self.token.pop(lama, None)
        self.token[token] = isi

    def _berlaku(self, kode: Kode) -> bool:
        return self.jam() < kode.dibuat + Kode.UMUR

    def klaim_orang(self, sesi: Sesi, scope: str) -> dict[str, Any]:
        klaim: dict[str, Any] = {"sub": sesi.orang.sub, "sid": sesi.sid}
        if "profile" in scope.split():
            klaim |= {
                "name": sesi.orang.nama,
                "nip": sesi.orang.nip,
                "jabatan": sesi.orang.jabatan,
                "unit": sesi.orang.unit,
            }
            klaim |= {"groups": list(sesi.orang.grup)} if sesi.orang.grup else {}
        return klaim

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/otorisasi",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/pengguna",
            "jwks_uri": f"{self.issuer}/kunci",
            "end_session_endpoint": f"{self.issuer}/keluar",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self.alg],
            "token_endpoint_auth_methods_supported": list(CARA_KLIEN),
            "token_endpoint_auth_signing_alg_values_supported": ["ES256", "ES512"],
            "code_challenge_methods_supported": ["S256"],
            "prompt_values_supported": ["none", "login"],
            "acr_values_supported": [ACR_SATU, ACR_DUA],
            "scopes_supported": ["openid", "profile"],
            "authorization_response_iss_parameter_supported": True,
            "claims_supported": [
                *("iss", "sub", "sid", "aud", "exp", "iat", "nonce", "at_hash"),
                *("auth_time", "acr", "amr", "name", "nip", "jabatan", "unit", "groups"),
            ],
        }

    def jwks(self) -> dict[str, Any]:
        umum = self.kunci.as_dict(private=False)
        return {"keys": [umum | {"use": "sig", "alg": self.alg}]}
