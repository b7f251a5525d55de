"""Signed CBOR messages (VC-JOSE-COSE 3.3): what we sign we read, and every way to cheat has its code."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from tanym.core.credentials import cbor
from tanym.core.credentials.cbor import Tagged
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import cose
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import Key, code, issued, verified

KINDS = (KeyKind.ED25519, KeyKind.P256, KeyKind.P384, KeyKind.P521)


def signed_by(kind: KeyKind = KeyKind.P256) -> bytes:
    """Aigul's badge as a message, signed by a key that speaks for itself."""
    key = Key(9, kind)
    own = f"did:key:{key.multibase}"
    badge = {**issued(), "issuer": {**issued()["issuer"], "id": own}}
    badge.pop("credentialStatus", None)
    return cose.sign(badge, signer=key, kid=f"{own}#{key.multibase}")


def changed(change: Callable[[list[Any]], Any], *, kind: KeyKind = KeyKind.P256) -> bytes:
    """The message with its parts changed, signed again where the change leaves the signature to be made (None)."""
    parts = cbor.read(signed_by(kind)).value
    change(parts)
    if parts[3] is None:
        parts[3] = Key(9, kind).sign(cbor.write(["Signature1", parts[0], b"", parts[2]]))
    return cbor.write(Tagged(18, parts))


def header(**members: Any) -> Callable[[list[Any]], None]:
    """Members of the protected header, by the numbers after an underscore; None takes one away."""

    def change(parts: list[Any]) -> None:
        told = cbor.read(parts[0])
        for name, value in members.items():
            told.pop(int(name[1:]), None)
            if value is not None:
                told[int(name[1:])] = value
        parts[0], parts[3] = cbor.write(told), None

    return change


def loosened(parts: list[Any]) -> None:
    """The name of the key moves out of what is protected, as RFC 9052 lets it."""
    kid = cbor.read(parts[0])[4]
    header(_4=None)(parts)
    parts[1] = {4: kid}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_signed_is_read_as_bytes_as_base64_and_in_an_envelope(kind: KeyKind) -> None:
    message = signed_by(kind)
    text = base64.b64encode(message)
    envelope = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "EnvelopedVerifiableCredential",
        "id": f"data:application/vc+cose;base64,{text.decode()}",
    }
    for data in (message, text, b"\n" + text.rstrip(b"=") + b"\n", json.dumps(envelope).encode()):
        found = verified(data)
        assert code(found, Name.SIGNATURE) == "signed"
        assert code(found, Name.SCHEMA) == "structure-as-expected"
        assert code(found, Name.DATES).startswith("valid")


def test_the_bytes_are_those_that_the_standard_names() -> None:
    message = signed_by()
    assert message.startswith(b"\xd2\x84")
    protected, loose, payload, signature = cbor.read(message).value
    told = cbor.read(protected)
    assert (told[1], told[3], told[16]) == (-7, "application/vc", "application/vc+cose")
    assert (loose, len(signature)) == ({}, 64)
    assert "proof" not in json.loads(payload)


def test_a_type_or_a_content_may_be_left_out_but_not_both() -> None:
    assert code(verified(changed(header(_3=None))), Name.SIGNATURE) == "signed"
    assert code(verified(changed(header(_16=None))), Name.SIGNATURE) == "signed"
    assert code(verified(changed(loosened)), Name.SIGNATURE) == "signed"


CHEATS: dict[str, tuple[Callable[[list[Any]], Any], str]] = {
    "a changed payload": (lambda parts: parts.__setitem__(2, parts[2].replace(b"Kokzhar", b"Sayramx")), "signature-invalid"),
    "a changed header": (lambda parts: parts.__setitem__(0, parts[0].replace(b"#", b"?")), "issuer-key-mismatch|verification-method-invalid"),
    "no signature": (lambda parts: parts.__setitem__(3, b""), "signature-invalid"),
    "a signature of zeros": (lambda parts: parts.__setitem__(3, bytes(64)), "signature-invalid"),
    "a detached payload": (lambda parts: parts.__setitem__(2, None), "token-without-payload"),
    "no algorithm": (header(_1=None), "algorithm-not-allowed"),
    "a MAC": (header(_1=5), "algorithm-not-allowed"),
    "RSA": (header(_1=-257), "algorithm-not-allowed"),
    "another algorithm than the key's": (header(_1=-8), "key-type-mismatch"),
    "a critical header": (header(_2=[-70000]), "critical-header-unknown"),
    "a header that nobody knows": (header(_5=b"iv"), "header-not-allowed"),
    "a key in the header": (header(_33=b"certificate"), "header-not-allowed"),
    "what is not protected speaks": (lambda parts: parts.__setitem__(1, {1: -7}), "header-not-allowed"),
    "two names of the key": (lambda parts: parts.__setitem__(1, {4: b"other"}), "header-not-allowed"),
    "a message of another kind": (header(_16="application/dpop+cose"), "type-header-mismatch"),
    "a presentation by its type": (header(_16="application/vp+cose"), "type-header-mismatch"),
    "another content": (header(_3="text/plain"), "type-header-mismatch"),
    "no type and no content": (header(_3=None, _16=None), "type-header-mismatch"),
    "a part too few": (lambda parts: parts.pop(), "token-malformed"),
    "a part of another kind": (lambda parts: parts.__setitem__(1, []), "token-malformed"),
    "a protected list": (lambda parts: parts.__setitem__(0, b"\x80"), "token-malformed"),
    "no credential inside": (lambda parts: parts.__setitem__(2, b"[]"), "json-invalid"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), CHEATS.values(), ids=CHEATS.keys())
def test_a_cheat_is_named(change: Callable[[list[Any]], Any], expected: str) -> None:
    def spoilt(parts: list[Any]) -> None:
        change(parts)
        if len(parts) < 4:
            parts.append([])

    reason = verified(changed(spoilt)).judged().reason
    assert reason.removeprefix("credential.") in expected.split("|")


def test_another_tag_and_broken_base64_are_no_messages() -> None:
    parts = cbor.read(signed_by()).value
    with pytest.raises(InvalidValue, match="token-malformed"):
        cose.read(cbor.write(Tagged(98, parts)))
    assert verified(b"0oR!!").judged().reason == "credential.token-malformed"
    assert verified(b"\xd2\x84").judged().outcome is Outcome.NOT_CONFIRMED


def test_a_key_of_rsa_signs_no_message() -> None:
    class Other(Key):
        kind = KeyKind.RSA  # type: ignore[assignment]

    with pytest.raises(InvalidValue, match="key-type-mismatch"):
        cose.sign({}, signer=Other(1), kid="k")
