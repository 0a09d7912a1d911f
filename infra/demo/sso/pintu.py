"""A provider and its Authlib server, found by the first word of the path; and the endpoints for machines."""

from dataclasses import dataclass

from authlib.integrations.flask_oauth2 import AuthorizationServer
from flask import Blueprint, Response, abort, current_app, jsonify

from infra.demo.sso.penerbit import Penerbit
from infra.demo.sso.protokol import ParameterIss


@dataclass(frozen=True)
class Pintu:
    penerbit: Penerbit
    peladen: AuthorizationServer
    parameter_iss: ParameterIss
    asal: str


mesin = Blueprint("mesin", __name__)


def pintu(kode: str) -> Pintu:
    ditemukan: Pintu | None = current_app.extensions["sso"].get(kode)
    return ditemukan or abort(404)


@mesin.get("/<kode>/.well-known/openid-configuration")
def metadata(kode: str) -> Response:
    return jsonify(pintu(kode).penerbit.metadata())


@mesin.get("/<kode>/kunci")
def kunci(kode: str) -> Response:
    return jsonify(pintu(kode).penerbit.jwks())


@mesin.post("/<kode>/token")
def token(kode: str) -> Response:
    jawaban: Response = pintu(kode).peladen.create_token_response()
    return jawaban


@mesin.route("/<kode>/pengguna", methods=["GET", "POST"])
def pengguna(kode: str) -> Response:
    jawaban: Response = pintu(kode).peladen.create_endpoint_response("userinfo")
    return jawaban
