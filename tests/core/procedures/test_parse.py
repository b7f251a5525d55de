"""Reading a procedure: form is judged with its place, layout does not count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.parse import parse_procedure
from tests.core.procedures.tables import loan, step, table


def test_the_version_depends_on_the_content_and_not_on_the_order_of_keys() -> None:
    turned = dict(reversed(table().items()))
    assert parse_procedure(turned).version == loan().version
    assert loan(lambda t: step(t, "ask").update(letters=[])).version != loan().version


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.pop("stage"),
        lambda t: t.update(extra={}),
        lambda t: t["procedure"].pop("words"),
        lambda t: t["procedure"].update(since="2026-01-01"),
        lambda t: t["procedure"].update(id=" "),
        lambda t: t["procedure"].update(cites="own"),
        lambda t: t.update(step={}),
        lambda t: t.update(step=["ask"]),
        lambda t: step(t, "ask").update(script="print()"),
        lambda t: step(t, "ask").update(guards=[{"clock": "papers"}]),
        lambda t: step(t, "ask").update(guards=[{"name": "rule-met", "rule": 7}]),
        lambda t: step(t, "ask").update(guards="documents-given"),
        lambda t: step(t, "ask").pop("cites"),
        lambda t: t["party"]["clerk"].update({"is": "friend"}),
        lambda t: t["clock"]["answer"].update(warn_at=100),
        lambda t: t["clock"]["answer"].update(warn_at="half"),
        lambda t: t["commission"].update(fewest=0),
        lambda t: t["commission"].update(fewest=10**30),
        lambda t: t["commission"].update(odd="yes"),
        lambda t: t["commission"].update(majority="of-all"),
        lambda t: t.update(commission=[]),
        lambda t: t["stage"].update(desk="clerk"),
        lambda t: t["stage"]["desk"].update(words={"en": 5}),
    ],
)
def test_what_has_another_form_is_refused_with_its_place(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(InvalidValue) as refused:
        loan(change)
    assert refused.value.code == "procedure.form"
    assert refused.value.details["place"]


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(["procedure", "party", "commission", "document", "clock", "stage", "step"]), _ANY)
def test_no_content_breaks_the_reader(key: str, content: object) -> None:
    assert _refusal({**table(), key: content}) in (None, "procedure.form")


def _refusal(content: dict[str, Any]) -> str | None:
    try:
        parse_procedure(content)
    except InvalidValue as wrong:
        return wrong.code
    return None
