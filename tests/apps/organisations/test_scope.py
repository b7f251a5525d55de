"""What a limited role covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.apps.organisations.roles import ROLES, giving, roles_of
from tanym.apps.organisations.scope import KEYS, checked, covers
from tanym.core.kernel.errors import InvalidValue

CODES = st.sets(st.text("abc", min_size=1, max_size=2), max_size=3)
SCOPES = st.dictionaries(st.sampled_from(KEYS), CODES)


@given(SCOPES)
def test_an_unlimited_role_covers_everything(about: dict[str, set[str]]) -> None:
    assert covers({}, about)


@given(SCOPES)
def test_a_limited_role_covers_nothing_of_which_nothing_is_said(scope: dict[str, set[str]]) -> None:
    assert covers(checked(scope), None) == (checked(scope) == {})


@given(SCOPES, SCOPES, SCOPES)
def test_a_wider_scope_covers_no_less(
    scope: dict[str, set[str]], more: dict[str, set[str]], about: dict[str, set[str]]
) -> None:
    narrow = checked(scope)
    if narrow and covers(narrow, about):
        wide = {key: set(narrow.get(key, ())) | more.get(key, set()) for key in KEYS}
        assert covers(checked(wide), about)


def test_one_match_is_enough_and_another_sector_is_none() -> None:
    scope = {"sectors": ["logistics"], "micro_qualifications": ["loading-supervision"]}
    assert covers(scope, {"sectors": ["construction"], "micro_qualifications": ["loading-supervision"]})
    assert not covers(scope, {"sectors": ["construction"], "programmes": ["logistics"]})


@pytest.mark.parametrize("scope", [{"everything": ["x"]}, {"sectors": ["x" * 101]}])
def test_a_scope_that_nobody_could_read_is_refused(scope: dict[str, list[str]]) -> None:
    with pytest.raises(InvalidValue, match=r"organisation\.scope"):
        checked(scope)


def test_a_role_that_includes_another_stands_for_it_and_never_the_other_way() -> None:
    assert giving("administrator") == {"administrator", "head"}
    assert giving("head") == {"head"}
    assert giving("author") == {"author"}


def test_no_training_company_has_reviewers_or_keepers() -> None:
    assert not {"reviewer", "keeper", "committee-member", "policy-author"} & set(roles_of("training"))
    assert {"administrator", "head", "author", "assessor", "registrar"} <= set(roles_of("training"))
    assert all(ROLES[name].given_by for name in ROLES)
