"""A reviewer's notes and decisions before the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import judgements, remarks_sent, remarks_unsent, subject_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_notes_are_kept_and_the_author_reads_none_of_them(
    person: Find, at: datetime, submitted: Version
) -> None:
    note(actor=person("marat"), at=at, version=submitted, remarks={"rule:MQ-06": "Look again.", "": ""})
    assert remarks_unsent(submitted) == {"rule:MQ-06": "Look again."}
    assert remarks_sent(submitted) == []


def test_a_blank_note_takes_the_old_one_away(person: Find, at: datetime, submitted: Version) -> None:
    for text in ("Look again.", " "):
        note(actor=person("marat"), at=at, version=submitted, remarks={"": text})
    assert remarks_unsent(submitted) == {}


def test_an_undecided_finding_is_decided_with_a_reason_and_journalled(
    person: Find, at: datetime, submitted: Version
) -> None:
    note(
        actor=person("marat"),
        at=at,
        version=submitted,
        remarks={},
        decisions={"MQ-37": ("met", "The form marks its fields.")},
    )
    assert judgements(submitted)["MQ-37"].outcome == "met"
    last = list(history(subject_of(submitted)))[-1]
    assert last.details == {"rule": "MQ-37", "outcome": "met", "reason": "The form marks its fields."}


def test_a_decision_without_a_reason_is_refused(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(InvalidValue, match=r"design.no-reason"):
        note(actor=person("marat"), at=at, version=submitted, remarks={}, decisions={"MQ-37": ("met", " ")})


@pytest.mark.parametrize("rule", ["MQ-06", "NO-SUCH-RULE"])
def test_a_rule_that_answers_itself_is_not_decided(
    person: Find, at: datetime, submitted: Version, rule: str
) -> None:
    with pytest.raises(Refused, match=r"design.not-undecided"):
        note(
            actor=person("marat"), at=at, version=submitted, remarks={}, decisions={rule: ("met", "Because.")}
        )


def test_a_draft_is_not_reviewed(person: Find, at: datetime, drafted: Version) -> None:
    with pytest.raises(Refused, match=r"case.not-now"):
        note(actor=person("marat"), at=at, version=drafted, remarks={"": "Early."})


def test_an_author_notes_nothing(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(NotPermitted):
        note(actor=person("dana"), at=at, version=submitted, remarks={"": "Mine."})


def test_the_page_shows_what_was_kept(marat: Client, submitted: Version) -> None:
    address = f"/en/designs/review/{submitted.public_id}/"
    marat.post(address, {"revision": submitted.revision, "remark-rule:MQ-06": "Look again.", "do": "note"})
    assert "Look again." in marat.get(address).content.decode()


def test_two_reviewers_do_not_overwrite_each_other(marat: Client, submitted: Version) -> None:
    address = f"/en/designs/review/{submitted.public_id}/"
    first = {"revision": submitted.revision, "remark-": "From the first window.", "do": "note"}
    second = {**first, "remark-": "From the second window."}
    assert [marat.post(address, typed).status_code for typed in (first, second)] == [302, 409]
    assert remarks_unsent(submitted) == {"": "From the first window."}


def test_a_second_click_keeps_the_notes_once(marat: Client, submitted: Version) -> None:
    typed = {"revision": submitted.revision, "remark-": "Look again.", "do": "note"}
    address = f"/en/designs/review/{submitted.public_id}/"
    assert [marat.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert Version.objects.get().revision == submitted.revision + 1
