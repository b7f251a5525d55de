"""Hiding and showing claims: whatever is hidden comes back, in any choice of it, and nothing else does."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials.keys import base64url
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.disclosures import (
    SALT_BYTES,
    conceal,
    digest_of,
    parts_of,
    reveal,
    salts_of,
)
from tanym.core.credentials.verify import verify_document
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import CONTEXTS, NOW
from tests.core.credentials.presenting import bind, salts
from tests.core.credentials.selective import ASKED, credential, network

NAMES = st.text("abcdefg", min_size=1, max_size=3)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-1000, 1000), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=12,
)
CLAIMS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def places(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where a claim stands: each name and each element."""
    items: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    found = []
    for name, inner in items:
        found += [(*here, name), *places(inner, (*here, name))]
    return found


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.data())
def test_what_is_hidden_comes_back_when_all_is_shown(claims: dict[str, Any], data: st.DataObject) -> None:
    paths = data.draw(st.lists(st.sampled_from(places(claims)), unique=True))
    payload, disclosures = conceal(claims, paths, salts(), decoys=data.draw(st.integers(0, 3)))
    assert len(disclosures) == len(paths)
    assert reveal(payload, disclosures) == claims
    assert reveal(payload, disclosures[::-1]) == claims


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.data())
def test_nothing_is_shown_but_what_was_chosen(claims: dict[str, Any], data: st.DataObject) -> None:
    hidden = data.draw(st.lists(st.sampled_from(sorted(claims)), unique=True))
    shown = set(data.draw(st.lists(st.sampled_from(hidden), unique=True)) if hidden else [])
    payload, disclosures = conceal(claims, hidden, salts())
    chosen = [one for one in disclosures if parts_of(one)[1] in shown]
    assert reveal(payload, chosen) == {k: v for k, v in claims.items() if k not in hidden or k in shown}


@pytest.mark.parametrize(
    "path", ["iss", "exp", "cnf", "vct", "status", "absent", ("a", "absent"), ("a", 1), ()]
)
def test_what_may_not_be_hidden_or_is_not_there_is_refused(path: Any) -> None:
    with pytest.raises(InvalidValue) as refused:
        conceal({"iss": "x", "a": {"b": 1}}, [path], salts())
    assert refused.value.code == "credential.claim-not-disclosable"


@pytest.mark.parametrize("drawn", [[], ["short"], ["s" * 22, "s" * 22]])
def test_each_claim_takes_a_salt_of_its_own(drawn: list[str]) -> None:
    with pytest.raises(InvalidValue) as refused:
        conceal({"a": 1, "b": 2}, ["a", "b"], drawn)
    assert refused.value.code == "credential.salt-invalid"


@pytest.mark.parametrize(
    "claims", [{"_sd": 1}, {"a": {"_sd": []}}, {"a": [{"...": "x"}]}, {"_sd_alg": "md5"}]
)
def test_the_words_of_the_format_are_not_signed_as_claims(claims: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue) as refused:
        conceal(claims, [], salts())
    assert refused.value.code == "credential.disclosure-name-reserved"


@pytest.mark.parametrize("value", [{"_sd": []}, [{"b": {"...": "x"}}], {"_sd_alg": 1}])
def test_the_words_of_the_format_are_not_hidden_away_either(value: Any) -> None:
    with pytest.raises(InvalidValue) as refused:
        conceal({"a": value, "b": 1}, ["a", "b"], salts())
    assert refused.value.code == "credential.disclosure-name-reserved"


@pytest.mark.parametrize("value", ['"_sd', '..."..."', {"a_sd": '"..."'}, MappingProxyType({"b": (1, 2)})])
def test_a_value_that_looks_like_the_format_is_hidden_as_it_is(value: Any) -> None:
    payload, disclosures = conceal({"a": value, "b": [1]}, ["a", "b"], salts())
    expected = {"b": [1, 2]} if isinstance(value, MappingProxyType) else value
    assert reveal(payload, disclosures) == {"a": expected, "b": [1]}


@settings(max_examples=40, deadline=None)
@given(CLAIMS, st.binary(min_size=SALT_BYTES * 8, max_size=SALT_BYTES * 8))
def test_whole_members_are_hidden_as_they_are_where_each_part_is_looked_at(
    claims: dict[str, Any], drawn: bytes
) -> None:
    names, drawn_salts = list(claims), [f"{place}{salt}" for place, salt in enumerate(salts_of(drawn))]
    payload, disclosures = conceal(claims, names, drawn_salts)
    both, more = conceal({**claims, "x": {"y": 1}}, [*names, ("x", "y")], drawn_salts)
    assert disclosures == more[:-1]
    assert payload.get("_sd") == both.get("_sd")


def test_salts_are_cut_from_what_is_drawn_at_once() -> None:
    made = salts_of(bytes(range(SALT_BYTES * 3)))
    assert [base64url(one) for one in made] == [
        bytes(range(start, start + SALT_BYTES)) for start in (0, SALT_BYTES, SALT_BYTES * 2)
    ]


def test_the_example_of_the_standard_has_its_digest() -> None:
    disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert digest_of(disclosure) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


SHOWN = bind(credential())


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(SHOWN) - 1), st.sampled_from("~.AZaz09_-= \0é"), st.booleans())
def test_one_letter_changed_is_never_accepted(place: int, letter: str, cut: bool) -> None:
    text = SHOWN[:place] if cut else SHOWN[:place] + letter + SHOWN[place + 1 :]
    found = verify_document(
        text.encode(), now=NOW, fetcher=network(), contexts=CONTEXTS, expected=ASKED
    ).judged()
    assert not found.accepted or text == SHOWN


def test_a_copy_without_its_holders_signature_is_the_issuers_document() -> None:
    assert sd_jwt.read(SHOWN).presented == credential()
