"""Ed25519 after RFC 8032: its own vectors, typed in as facts; what else verifies against another implementation."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.log.ed25519 import verify

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493

RFC_8032_7_1 = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        b"",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
            "655141438e7a100b"
        ),
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
            "b00d291612bb0c00"
        ),
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        b"\xaf\x82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
            "c027beceea1ec40a"
        ),
    ),
    "TEST SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").digest(),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17a"
            "d9bef1177331a704"
        ),
    ),
}
TEST_1024 = (
    "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
    (
        "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12ee50f8f54e9f77b1e355f6c50544e23f"
        "b1433ddf73be84d879de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d658675fc6ea534e0810a4432826bf58c"
        "941efb65d57a338bbd2e26640f89ffbc1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4feba15452f80288a82"
        "1a579116ec6dad2b3b310da903401aa62100ab5d1a36553e06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbef"
        "efd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d206be6cd9ec7aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53"
        "f1d8ac70bdcb7ed185ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2d17ba70eb6248e594e1a2297acbbb39d"
        "502f1a8c6eb6f1ce22b3de1a1f40cc24554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f27088d78b7e883c8759"
        "d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b07"
        "07e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128bab27af87a71314f318c782b23ebfe808b82b0ce26401d2e22"
        "f04d83d1255dc51addd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429ec96031dbcad3dad9af0dcbaaaf268cb8"
        "fcffead94f3c7ca495e056a9b47acdb751fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c42f58c30c04aafdb"
        "038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34df"
        "f7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08d78ff4ef5d63653a65040cf9bfd4aca7984a74d37145986780"
        "fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e488acba6b965610b5480109c8b17b80e1b7b"
        "750dfc7598d5d5011fd2dcc5600a32ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e6aed3fb0f9cd71a43dd4"
        "97f01f17c0e2cb3797aa2a2f256656168e6c496afc5fb93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b50d33"
        "4ba77c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315cf4fde7cb"
        "68606937380db2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef68d3a101e8a3b8cac60c"
        "905c15fc910840b94c00a0b9d0"
    ),
    (
        "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6"
        "ac00a9704a188a03"
    ),
)


@pytest.mark.parametrize("name", RFC_8032_7_1)
def test_the_vectors_of_rfc_8032(name: str) -> None:
    key, message, signature = RFC_8032_7_1[name]
    assert verify(bytes.fromhex(key), message, bytes.fromhex(signature))
    assert not verify(bytes.fromhex(key), message + b"\x00", bytes.fromhex(signature))


def test_the_vector_of_1023_bytes() -> None:
    key, message, signature = map(bytes.fromhex, TEST_1024)
    assert len(message) == 1023
    assert verify(key, message, signature)
    assert not verify(key, message[:-1], signature)


def _other(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


seeds = st.binary(min_size=32, max_size=32)


@settings(max_examples=60, deadline=None)
@given(seeds, st.binary(max_size=300), st.data())
def test_what_another_implementation_signed_verifies_and_no_bit_of_it_may_change(
    seed: bytes, message: bytes, data: st.DataObject
) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert verify(key, message, signature)
    parts = [bytearray(key), bytearray(message), bytearray(signature)]
    chosen = data.draw(st.sampled_from([part for part in parts if part]))
    chosen[data.draw(st.integers(0, len(chosen) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert not verify(*map(bytes, parts))


@settings(max_examples=60, deadline=None)
@given(seeds, st.binary(max_size=50), st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_random_bytes_are_judged_alike(seed: bytes, message: bytes, key: bytes, signature: bytes) -> None:
    mine = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    assert verify(mine, message, signature) == _other(mine, message, signature)
    assert verify(key, message, signature) == _other(key, message, signature)


@settings(max_examples=30, deadline=None)
@given(seeds, st.binary(max_size=50))
def test_s_has_one_value(seed: bytes, message: bytes) -> None:
    """S + L would satisfy the equation as well: RFC 8032 5.1.7 refuses it."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(message)
    again = signature[:32] + (int.from_bytes(signature[32:], "little") + L).to_bytes(32, "little")
    assert not verify(key, message, again)
    assert not _other(key, message, again)


def _encoded(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


IDENTITY = _encoded(1)
NO_S = bytes(32)
# y >= p, and x = 0 with a sign: points with another encoding than their own (RFC 8032 5.1.3, steps 1 and 4).
NON_CANONICAL = [_encoded(P), _encoded(P + 1), _encoded(P + 18), _encoded(1, 1), _encoded(P - 1, 1), _encoded(P + 1, 1)]
SMALL_ORDER = {
    1: IDENTITY,
    2: _encoded(P - 1),
    4: _encoded(0),
    8: bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
}


@pytest.mark.parametrize("point", NON_CANONICAL)
def test_a_point_has_one_encoding(point: bytes) -> None:
    assert not any(verify(point, bytes([n]), IDENTITY + NO_S) for n in range(8))
    assert not any(verify(IDENTITY, bytes([n]), point + NO_S) for n in range(8))


@pytest.mark.parametrize("order", SMALL_ORDER)
def test_keys_of_small_order_are_judged_by_the_equation_alone(order: int) -> None:
    """RFC 8032 excludes none: S = 0, R = identity verifies wherever the hash is a multiple of the order."""
    key = SMALL_ORDER[order]

    def hashed(message: bytes) -> int:
        return int.from_bytes(hashlib.sha512(IDENTITY + key + message).digest(), "little") % L

    messages = [n.to_bytes(2) for n in range(64)]
    assert [verify(key, m, IDENTITY + NO_S) for m in messages] == [hashed(m) % order == 0 for m in messages]
    assert [_other(key, m, IDENTITY + NO_S) for m in messages] == [hashed(m) % order == 0 for m in messages]


def test_y_without_a_point_and_other_lengths() -> None:
    assert not verify(_encoded(2), b"", IDENTITY + NO_S)
    key, message, signature = RFC_8032_7_1["TEST 1"]
    assert not verify(bytes.fromhex(key)[:-1], message, bytes.fromhex(signature))
    assert not verify(bytes.fromhex(key), message, bytes.fromhex(signature)[:-1])
    assert not verify(bytes.fromhex(key), message, bytes.fromhex(signature) + b"\x00")
