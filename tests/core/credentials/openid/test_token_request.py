"""Requests for access with a pre-authorised code, and the nonces of the nonce endpoint."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.openid import nonces
from tanym.core.credentials.openid.faults import error_document, status_of
from tanym.core.credentials.openid.offers import MOST_TRIES, PRE_AUTHORISED, Offer, offer_link
from tanym.core.credentials.openid.token_request import (
    Standing,
    TokenRequest,
    check_grant,
    read_token_request,
    single,
)
from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tests.core.credentials.cast import NOW

SECRET = b"only for the tests"
RIGHT = {"grant_type": PRE_AUTHORISED, "pre-authorized_code": "abc", "tx_code": "123456"}
OPEN = Standing("123456", NOW + timedelta(minutes=10))


def code(call: object, *given: object) -> str:
    with pytest.raises(InvalidValue) as refused:
        call(*given)  # type: ignore[operator]
    return refused.value.code


def test_a_right_transaction_code_opens_an_open_offer() -> None:
    check_grant(read_token_request(RIGHT), OPEN, NOW)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ({}, "openid.unsupported-grant-type"),
        (RIGHT | {"grant_type": "password"}, "openid.unsupported-grant-type"),
        (RIGHT | {"pre-authorized_code": ""}, "openid.invalid-request"),
        (RIGHT | {"tx_code": ""}, "openid.invalid-request"),
        (RIGHT | {"tx_code": "1" * 201}, "openid.invalid-request"),
    ],
)
def test_an_incomplete_request_is_refused(form: dict[str, str], wanted: str) -> None:
    assert code(read_token_request, form) == wanted


@pytest.mark.parametrize(
    "standing",
    [
        Standing("123456", NOW),
        Standing("123456", NOW + timedelta(minutes=1), tries=MOST_TRIES),
        Standing("123456", NOW + timedelta(minutes=1), over=True),
        Standing("654321", NOW + timedelta(minutes=1)),
    ],
)
def test_too_old_dead_taken_and_wrong_say_the_same(standing: Standing) -> None:
    assert code(check_grant, TokenRequest("abc", "123456"), standing, NOW) == "openid.invalid-grant"


def test_nothing_may_stand_twice_in_a_form() -> None:
    assert code(single, {"tx_code": ["1", "2"]}) == "openid.invalid-request"


def test_an_offer_says_the_one_way_in_which_it_can_be_taken() -> None:
    by_code = Offer("https://a.example/w", ["x"], code="abc").document()["grants"]
    assert by_code == {
        PRE_AUTHORISED: {"pre-authorized_code": "abc", "tx_code": {"input_mode": "numeric", "length": 6}}
    }
    by_person = Offer("https://a.example/w", ["x"], state="s").document()["grants"]
    assert by_person == {"authorization_code": {"issuer_state": "s"}}
    assert offer_link("https://a.example/o/1").endswith("=https%3A%2F%2Fa.example%2Fo%2F1")


@given(st.text("abcdefghij_-0123456789", min_size=16, max_size=40), st.integers(0, 300))
def test_a_nonce_of_ours_counts_for_five_minutes(random: str, seconds: int) -> None:
    made = nonces.mint(random, NOW, SECRET)
    assert nonces.check(made, NOW + timedelta(seconds=seconds), SECRET) == NOW + nonces.LASTS
    for later in (nonces.LASTS + timedelta(seconds=1), -timedelta(seconds=1)):
        assert code(nonces.check, made, NOW + later, SECRET) == "openid.invalid-nonce"


@given(st.one_of(st.none(), st.integers(), st.text(max_size=60)))
def test_nobody_invents_a_nonce(invented: object) -> None:
    assert code(nonces.check, invented, NOW, SECRET) == "openid.invalid-nonce"
    assert code(nonces.check, nonces.mint("a", NOW, b"another"), NOW, SECRET) == "openid.invalid-nonce"


def test_programs_read_the_error_of_the_standard() -> None:
    fault = InvalidValue("openid.invalid-proof", why='no "key"')
    assert error_document(fault) == {"error": "invalid_proof", "error_description": "no 'key'"}
    assert status_of(fault) == 400
    assert status_of(NotPermitted("openid.invalid-token")) == 401
    assert status_of(NotPermitted("openid.insufficient-scope")) == 403
    assert error_document(NotPermitted("not-permitted"))["error"] == "credential_request_denied"
    for code in ("page.no-text", "openid.state-mismatch"):
        said = error_document(InvalidValue(code))
        assert said == {"error": "invalid_request", "error_description": code}
