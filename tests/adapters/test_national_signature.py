"""National digital signatures are believed only as far as the service that verified them says."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from tanym.adapters.national_signature import NationalSignatures, Signer, decoded
from tanym.core.kernel.errors import InvalidValue, Refused
from tests.adapters.ncanode_server import UNTIL, Service, service, sign

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
TEXT = b'{"number":"2026-0001/1"}'
NUMBER = "850312400123"


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    """The stand-in for NCANode."""
    with service() as one:
        yield one


@pytest.fixture
def node(running: Service) -> Iterator[Service]:
    """The stand-in, which behaves again after each test."""
    yield running
    running.breaks = ""


@pytest.fixture(scope="module")
def signed() -> bytes:
    """A signature over the text."""
    return decoded(sign(TEXT, "SEIITOVA SAULE", NUMBER))


def test_who_signed_just_this_text_is_told_with_the_number_to_compare(node, signed) -> None:
    signer = NationalSignatures(node.address).verify(signed, TEXT, AT)
    assert (signer.number, signer.name) == (NUMBER, "SEIITOVA SAULE")
    assert signer.said["serial"] == "4711"
    assert NUMBER not in str(signer.said), "the number itself is not to be kept"


def test_a_signature_under_another_text_is_refused(node, signed) -> None:
    with pytest.raises(Refused, match=r"national\.not-valid"):
        NationalSignatures(node.address).verify(signed, TEXT + b" ", AT)


@pytest.mark.parametrize(
    ("breaks", "code"),
    [
        ("html", "unavailable"),
        ("error", "unavailable"),
        ("revoked", "revoked"),
        ("authentication", "wrong-purpose"),
        ("two", "not-alone"),
        ("unnumbered", "no-number"),
    ],
)
def test_what_the_service_finds_or_fails_to_say_is_refused(node, signed, breaks: str, code: str) -> None:
    node.breaks = breaks
    with pytest.raises(Refused, match=rf"national\.{code}"):
        NationalSignatures(node.address).verify(signed, TEXT, AT)


def test_a_certificate_that_has_ended_signs_nothing(node, signed) -> None:
    with pytest.raises(Refused, match=r"national\.not-valid"):
        NationalSignatures(node.address).verify(signed, TEXT, UNTIL + timedelta(days=1))


def test_what_is_no_signature_is_refused(node) -> None:
    with pytest.raises(Refused, match=r"national\.not-valid"):
        NationalSignatures(node.address).verify(b"nothing of the kind", TEXT, AT)
    for malformed in ("", "%%%", base64.b64encode(bytes(70_000)).decode()):
        with pytest.raises(InvalidValue, match=r"national\.malformed"):
            decoded(malformed)


def test_plain_http_is_for_this_machine_alone_and_a_service_that_is_away_says_so(signed) -> None:
    for address in ("http://ncanode.example", "http://127.0.0.1:9"):
        with pytest.raises(Refused, match=r"national\.unavailable"):
            NationalSignatures(address).verify(signed, TEXT, AT)


def test_lines_of_pem_are_read(signed) -> None:
    inside = base64.b64encode(signed).decode()
    assert decoded(f"-----BEGIN CMS-----\n{inside[:64]}\n{inside[64:]}\n-----END CMS-----\n") == signed


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("850312400123", date(1985, 3, 12)),
        ("010203600123", date(2001, 2, 3)),
        ("851332400123", None),
        ("850312000123", None),
    ],
)
def test_the_number_holds_a_date_of_birth_or_none(number: str, born: date | None) -> None:
    assert Signer(number, "", {}).personal_number.born_on == born


def test_who_prints_a_signer_prints_no_number() -> None:
    assert NUMBER not in repr(Signer(NUMBER, "SEIITOVA SAULE", {}))


def test_a_name_is_compared_in_any_order_and_never_by_one_word_alone() -> None:
    signer = Signer(NUMBER, "SEIITOVA SAULE", {})
    assert signer.is_named(["Сәуле Сейітова", "SEIITOVA SAULE BOLATQYZY"])
    assert not signer.is_named(["SEIITOVA AIGUL"])
    assert not Signer(NUMBER, "SAULE", {}).is_named(["SEIITOVA SAULE"])
