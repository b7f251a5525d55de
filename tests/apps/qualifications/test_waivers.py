"""Waivers: asked for by the author, answered by somebody else, public, and over on their day."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.apps.policy.queries import waiver_request, waivers_of
from tanym.apps.qualifications.actions.answer_waiver_request import answer_waiver_request
from tanym.apps.qualifications.actions.ask_for_waiver import ask_for_waiver
from tanym.apps.qualifications.actions.end_waiver_early import end_waiver_early
from tanym.apps.qualifications.queries import findings_now, subject_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db
RULE, REASON, UNTIL = "MQ-25", "The survey of employers ends in January and is awaited.", date(2027, 2, 1)


@pytest.fixture
def short(person, at):
    """A design of Dana's that says nothing of its need: MQ-25 blocks."""
    from tanym.apps.organisations.queries import organisation
    from tanym.apps.qualifications.actions.draft import draft

    return draft(
        actor=person("dana"),
        at=at,
        owner=organisation("kokzhar"),
        document={"titles": {"en": "Reading a balance sheet"}},
    )


def blocked(version, on: date) -> bool:
    return RULE in {one.rule for one in findings_now(version, on).blocking}


def ask(person, at, version, **other):
    typed = {"rule": RULE, "reason": REASON, "until": UNTIL} | other
    return ask_for_waiver(actor=person("dana"), at=at, version=version, **typed)


def test_a_granted_waiver_lets_the_rule_be_unmet_until_its_day(person, at, short) -> None:
    assert blocked(short, at.date())
    asked = ask(person, at, short)
    assert blocked(short, at.date())
    answer_waiver_request(actor=person("marat"), at=at, version=short, request=asked)
    finding = findings_now(short, at.date()).finding(RULE)
    assert finding is not None
    assert (str(finding.outcome), finding.blocks) == ("not-met", False)
    assert finding.waiver is not None
    assert finding.waiver.reason == REASON
    assert not blocked(short, date(2027, 1, 31))
    assert blocked(short, UNTIL)


def test_an_ended_waiver_holds_no_longer(person, at, short) -> None:
    answer_waiver_request(actor=person("marat"), at=at, version=short, request=ask(person, at, short))
    kept = next(iter(waivers_of(subject_of(short))))
    end_waiver_early(actor=person("marat"), at=at, waiver=kept)
    assert blocked(short, at.date())
    with pytest.raises(Refused, match=r"waiver\.over"):
        end_waiver_early(actor=person("marat"), at=at, waiver=kept)


def test_a_refusal_carries_its_reason_to_the_author(person, at, short) -> None:
    asked = ask(person, at, short)
    with pytest.raises(InvalidValue, match=r"waiver\.reason"):
        answer_waiver_request(actor=person("marat"), at=at, version=short, request=asked, refusal="No.")
    reason = "The need can be shown by letters of two employers today."
    answer_waiver_request(actor=person("marat"), at=at, version=short, request=asked, refusal=reason)
    assert blocked(short, at.date())
    kept = waiver_request(subject_of(short), RULE)
    assert kept is not None
    assert kept.refusal == reason
    assert reason in person("dana").letters.get(about=subject_of(short)).body["en"]
    with pytest.raises(Refused, match=r"waiver\.answered"):
        answer_waiver_request(actor=person("marat"), at=at, version=short, request=asked)


@pytest.mark.parametrize(
    ("typed", "code"),
    [({"reason": "Because."}, "waiver.reason"), ({"until": date(2026, 11, 21)}, "waiver.until")],
)
def test_a_word_is_no_reason_and_a_waiver_ends(person, at, short, typed, code) -> None:
    with pytest.raises(InvalidValue, match=code):
        ask(person, at, short, **typed)


def test_what_nobody_may_waive_is_refused(person, at, short) -> None:
    with pytest.raises(Refused, match=r"waiver\.not-waivable"):
        ask(person, at, short, rule="IS-02")


def test_a_request_stands_once_and_its_author_does_not_answer_it(person, at, short) -> None:
    asked = ask(person, at, short)
    assert ask(person, at, short) == asked
    with pytest.raises(Refused, match=r"waiver\.asked"):
        ask(person, at, short, until=date(2027, 3, 1))
    with pytest.raises(NotPermitted):
        answer_waiver_request(actor=person("dana"), at=at, version=short, request=asked)
    with pytest.raises(NotPermitted):
        ask_for_waiver(actor=person("nurlan"), at=at, version=short, rule=RULE, reason=REASON, until=UNTIL)


def test_the_page_leads_from_the_request_to_the_answer(as_, person, at, short) -> None:
    page = f"/en/designs/{short.public_id}/waivers/{RULE}/"
    author, reviewer, stranger = as_("dana"), as_("marat"), as_("nurlan")
    assert stranger.get(page).status_code == 404
    assert reviewer.get(page).status_code == 404  # a draft is its author's own until something is asked
    wrong = author.post(page, {"do": "ask", "reason": "No", "until": "2090-02-01"})
    assert wrong.status_code == 422
    assert b"whole sentence" in wrong.content
    assert author.post(page, {"do": "ask", "reason": REASON, "until": "2090-02-01"}).status_code == 302
    assert REASON.encode() in reviewer.get(page).content
    assert b"Reading a balance sheet: MQ-25" in reviewer.get("/en/designs/review/").content
    assert reviewer.post(page, {"do": "grant"}).status_code == 302
    assert b"A waiver holds" in author.get(page).content
    assert reviewer.post(page, {"do": "grant"}).status_code == 409
