"""Our signed statement that we are the client: `private_key_jwt` (RFC 7523; OpenID Connect Core, section 9)."""

import json
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.jwk import ECKey

from app.masuk.metadata import Metadata
from app.masuk.penolakan import SALAH_ATUR, MasukDitolakError
from infra.ids import new_token
from tenants.oidc import Penerima, PengaturanOidc

JENIS = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
# Long enough for a provider whose clock is behind, too short to be of use to whoever reads it later.
UMUR = timedelta(minutes=2)


def pernyataan_klien(pengaturan: PengaturanOidc, metadata: Metadata, sekarang: datetime) -> dict[str, str]:
    """The two parameters of the token request. One reader only, so that nobody can hand the statement on."""
    kunci = pengaturan.kunci
    if kunci is None:
        raise MasukDitolakError("kunci-klien-hilang", SALAH_ATUR)
    terbit = int(sekarang.timestamp())
    klaim = {
        "iss": pengaturan.client_id,
        "sub": pengaturan.client_id,
        "aud": metadata.issuer if pengaturan.penerima is Penerima.ISSUER else metadata.token_endpoint,
        "jti": new_token(),
        "iat": terbit,
        "exp": terbit + int(UMUR.total_seconds()),
    }
    kepala = {"alg": kunci.alg, "kid": kunci.kid, "typ": "JWT"}
    isi = jwt.encode(kepala, klaim, ECKey.import_key(json.loads(kunci.privat)), algorithms=[kunci.alg])
    return {"client_assertion_type": JENIS, "client_assertion": isi}
