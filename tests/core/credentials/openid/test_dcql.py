"""What a verifier asks for, and whether an answer is that: attempts 9 and 11 on the protocol."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.openid.dcql import (
    DATA_INTEGRITY,
    SD_JWT,
    ClaimQuery,
    CredentialQuery,
    Query,
    check_authority,
    check_credential,
    check_token,
    read_query,
    select,
)
from tanym.core.kernel.errors import InvalidValue

VCT = "urn:example:learning"
ASKED = CredentialQuery(
    "learned", SD_JWT, (VCT,), (ClaimQuery(("title",)), ClaimQuery(("level", "nqf"), (6,)))
)
QUERY = Query((ASKED,))
SHOWN: dict[str, Any] = {"title": "Data", "level": {"nqf": 6}, "outcomes": [{"t": "a"}, {"t": "b"}]}

names = st.text("abcdefghijkl_", min_size=1, max_size=8)
steps = st.one_of(names, st.none(), st.integers(0, 3))
claims = st.builds(
    ClaimQuery,
    st.tuples(names, steps) | st.tuples(names),
    st.lists(st.one_of(names, st.integers(0, 9), st.booleans()), max_size=3).map(tuple),
)
queries = st.builds(
    CredentialQuery,
    names,
    st.sampled_from([SD_JWT, DATA_INTEGRITY]),
    st.lists(names, min_size=1, max_size=2, unique=True).map(tuple),
    st.lists(claims, max_size=3, unique_by=lambda one: one.path).map(tuple),
    bound=st.booleans(),
)


def code(call: Any, *given: Any) -> str:
    with pytest.raises(InvalidValue) as refused:
        call(*given)
    return refused.value.code


@given(st.lists(queries, min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple))
def test_a_query_reads_as_it_was_written(credentials: tuple[CredentialQuery, ...]) -> None:
    for query in (Query(credentials), Query(credentials, (tuple(one.id for one in credentials),), "Why")):
        assert read_query(query.document()) == query


def test_an_authority_that_was_asked_for_has_certified_the_issuer() -> None:
    asked = CredentialQuery("learned", SD_JWT, (VCT,), authorities=("k1", "k2"))
    assert asked.document()["trusted_authorities"] == [{"type": "aki", "values": ["k1", "k2"]}]
    assert read_query(Query((asked,)).document()).credentials == (asked,)
    check_authority(asked, ["k0", "k2"])
    for named in ([], ["k3"]):
        assert code(check_authority, asked, named) == "openid.authority-not-asked"
    check_authority(ASKED, [])


def test_sets_of_claims_are_read_and_the_first_that_fits_is_enough() -> None:
    both = (ClaimQuery(("title",), id="t"), ClaimQuery(("grade",), id="g"))
    asked = CredentialQuery("learned", SD_JWT, (VCT,), both, (("t", "g"), ("t",)))
    assert read_query(Query((asked,)).document()).credentials == (asked,)
    check_credential(asked, SHOWN, [VCT])
    assert code(check_credential, asked, {"grade": "A"}, [VCT]) == "openid.claim-missing"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "a b"}, {"format": "mso_mdoc"}, {"meta": {}}, {"meta": {"vct_values": []}}, {"claims": []},
        {"claims": [{"path": []}]}, {"claims": [{"path": [-1]}]}, {"claims": [{"path": [True]}]},
        {"claims": [{"path": ["a"]}, {"path": ["a"]}]}, {"claims": [{"path": ["a"], "values": [None]}]},
        {"claim_sets": [["a"]]}, {"multiple": True}, {"trusted_authorities": []},
        {"trusted_authorities": [{"type": "etsi_tl", "values": ["x"]}]},
        {"trusted_authorities": [{"type": "aki", "values": [7]}]},
        {"require_cryptographic_holder_binding": "no"},
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_judged_is_refused(change: dict[str, Any]) -> None:
    document = QUERY.document()
    document["credentials"][0] |= change
    assert code(read_query, document) == "openid.query-malformed"


@pytest.mark.parametrize("document", [None, {}, {"credentials": []}, {"credentials": [1]}, []])
def test_what_is_no_query_is_refused(document: object) -> None:
    assert code(read_query, document) == "openid.query-malformed"


@pytest.mark.parametrize(
    ("token", "wanted"),
    [
        (None, "answer-malformed"), ({}, "answer-malformed"), ({"learned": "x"}, "answer-malformed"),
        ({"learned": []}, "answer-malformed"), ({"learned": ["x", "y"]}, "answer-malformed"),
        ({"learned": [7]}, "answer-malformed"), ({"other": ["x"]}, "credential-not-asked"),
        ({"learned": ["x"], "other": ["x"]}, "credential-not-asked"),
    ],
)  # fmt: skip
def test_an_answer_with_something_else_is_refused(token: object, wanted: str) -> None:
    assert code(check_token, QUERY, token) == f"openid.{wanted}"


def test_one_of_the_asked_sets_is_enough_and_half_a_set_is_not() -> None:
    two = Query((ASKED, CredentialQuery("badge", DATA_INTEGRITY, ("Badge",))), (("learned",), ("badge",)))
    assert check_token(two, {"badge": [{"id": 1}]}) == {"badge": {"id": 1}}
    both = Query(two.credentials)
    assert code(check_token, both, {"badge": [{"id": 1}]}) == "openid.credential-missing"


def test_what_was_asked_for_and_shown_is_enough() -> None:
    check_credential(ASKED, SHOWN, [VCT])


@pytest.mark.parametrize(
    ("shown", "types", "wanted"),
    [
        (SHOWN, ["urn:example:learning:sub"], "type-not-asked"), (SHOWN, [], "type-not-asked"),
        ({"title": "Data"}, [VCT], "claim-missing"), ({"title": "Data", "level": 6}, [VCT], "claim-missing"),
        (SHOWN | {"level": {"nqf": 5}}, [VCT], "claim-value-not-asked"),
        (SHOWN | {"level": {"nqf": "6"}}, [VCT], "claim-value-not-asked"),
    ],
)  # fmt: skip
def test_a_credential_of_another_type_or_without_an_asked_claim_is_refused(
    shown: dict[str, Any], types: list[str], wanted: str
) -> None:
    assert code(check_credential, ASKED, shown, types) == f"openid.{wanted}"


def test_a_path_leads_through_names_places_and_all_of_a_list() -> None:
    assert select(("outcomes", None, "t"), SHOWN) == ["a", "b"]
    assert select(("outcomes", 1, "t"), SHOWN) == ["b"]
    assert (
        select(("outcomes", 2), SHOWN) == select(("title", "x"), SHOWN) == select(("nothing",), SHOWN) == []
    )


@given(st.recursive(st.none() | st.integers() | names, lambda x: st.lists(x, max_size=3) | st.dictionaries(names, x, max_size=3), max_leaves=8),
       st.lists(steps, min_size=1, max_size=3))  # fmt: skip
def test_no_document_and_no_path_break_the_selection(document: Any, path: list[Any]) -> None:
    assert isinstance(select(path, document), list)
