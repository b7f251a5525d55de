"""Bad input, wrong hands and two at once: each is refused, and says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.accreditation.actions.add_paper import add_paper
from tanym.apps.accreditation.actions.apply import apply
from tanym.apps.accreditation.actions.ask_for_papers import ask_for_papers
from tanym.apps.accreditation.actions.assign import assign
from tanym.apps.accreditation.actions.begin import begin
from tanym.apps.accreditation.actions.check_all import check_all
from tanym.apps.accreditation.actions.check_standing import check_standing
from tanym.apps.accreditation.actions.declare import declare
from tanym.apps.accreditation.actions.fill_in import fill_in
from tanym.apps.accreditation.actions.judge import judge
from tanym.apps.accreditation.actions.oversee import oversee
from tanym.apps.accreditation.actions.prepare import prepare
from tanym.apps.accreditation.actions.remove_paper import remove_paper
from tanym.apps.accreditation.actions.take_step import take_step
from tanym.apps.accreditation.handling import EXPERT, parties, subject_of
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import criteria, entry_of, readable, standing_entries
from tanym.apps.clocks.actions.extend import extend
from tanym.apps.letters.queries import letters_to
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import report
from tanym.apps.registers.queries import stood
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused, TanymError
from tests.apps.accreditation.conftest import pdf

pytestmark = pytest.mark.django_db


def refused(code: str, act: Callable[[], object]) -> None:
    """Whether the act is refused with this code."""
    with pytest.raises(TanymError) as wrong:
        act()
    assert wrong.value.code == code, wrong.value


def test_a_draft_without_scope_or_papers_is_not_sent(way: Any, person: Any) -> None:
    damir, body = person("damir"), way.zhibek()
    made = begin(actor=damir, at=way.at, organisation=body, procedure="provider-recognition")
    assert begin.__doc__
    refused(
        "accreditation.open-already",
        lambda: begin(actor=damir, at=way.at, organisation=body, procedure="provider-recognition"),
    )
    refused("accreditation.no-scope", lambda: apply(actor=damir, at=way.at, application=made))
    scope = {"activities": ["teaching"], "sectors": ["it"], "levels": [5]}
    fill_in(actor=damir, at=way.at, application=made, answers={}, scope=scope)
    refused("case.apply.documents-given", lambda: apply(actor=damir, at=way.at, application=way.again(made)))
    program = SimpleUploadedFile("founding.pdf", b"MZ\x90\x00\x03" + b"\x00" * 80)
    refused(
        "upload.kind",
        lambda: add_paper(actor=damir, at=way.at, application=made, document="founding", upload=program),
    )
    refused(
        "accreditation.no-such-paper",
        lambda: add_paper(actor=damir, at=way.at, application=made, document="passport", upload=pdf()),
    )
    refused("not-permitted", lambda: fill_in(actor=person("viktor"), at=way.at, application=made, answers={}))
    for other in ("arman", "samal", "viktor"):
        with pytest.raises(NotFound):
            readable(made.public_id, person(other), way.at.date())
    kept = add_paper(actor=damir, at=way.at, application=made, document="founding", upload=pdf())
    assert not remove_paper(actor=damir, at=way.at, application=made, paper=kept).papers.exists()


def test_what_is_asked_for_is_named_and_has_to_come(way: Any, person: Any) -> None:
    made, arman = way.sent(way.zhibek()), person("arman")
    refused(
        "accreditation.say-what-is-missing",
        lambda: ask_for_papers(actor=arman, at=way.at, application=made, missing={"staff": " "}),
    )
    refused(
        "case.ask-for-papers.names-what-is-missing.undecided",
        lambda: ask_for_papers(actor=arman, at=way.at, application=made, missing={}),
    )
    asked = ask_for_papers(actor=arman, at=way.at, application=made, missing={"staff": "Two certificates."})
    assert asked.stage == "papers"
    refused("case.supply.documents-given", lambda: way.step(made, "damir", "supply"))
    refused("case.not-yours", lambda: way.step(made, "arman", "supply"))
    way.at += timedelta(days=1)
    add_paper(actor=person("damir"), at=way.at, application=asked, document="staff", upload=pdf())
    old = made.papers.filter(document="founding").first()
    refused(
        "accreditation.paper-was-sent",
        lambda: remove_paper(actor=person("damir"), at=way.at, application=asked, paper=old),
    )
    assert way.step(made, "damir", "supply").stage == "completeness"
    refused(
        "accreditation.not-with-you",
        lambda: fill_in(actor=person("damir"), at=way.at, application=made, answers={"fees": "none"}),
    )


def test_an_expert_with_a_tie_is_refused_and_one_who_declares_it_leaves(way: Any, person: Any) -> None:
    body = way.zhibek()
    made = way.sent(body)
    way.step(made, "arman", "accept")
    arman, tomiris = person("arman"), person("tomiris")
    refused(
        "accreditation.no-expert",
        lambda: assign(actor=arman, at=way.at, application=made, expert=person("samal")),
    )
    tie = Membership.objects.create(person=tomiris, organisation=body, role="author", since=way.at.date())
    refused(
        "accreditation.expert-conflict",
        lambda: assign(actor=arman, at=way.at, application=made, expert=tomiris),
    )
    tie.delete()
    assign(actor=arman, at=way.at, application=made, expert=tomiris)
    way.step(made, "arman", "send-to-experts")
    refused(
        "case.find-documents-fit.no-conflict.undecided",
        lambda: way.step(made, "tomiris", "find-documents-fit"),
    )
    refused("accreditation.declare-first", lambda: way.judged(made, "tomiris"))
    refused(
        "accreditation.declaration",
        lambda: declare(actor=tomiris, at=way.at, application=made, relation="interest"),
    )
    declare(actor=tomiris, at=way.at, application=made, relation="interest", note_="A cousin teaches there.")
    refused("case.not-yours", lambda: way.step(made, "tomiris", "find-documents-fit"))
    refused(
        "accreditation.expert-conflict",
        lambda: assign(actor=arman, at=way.at, application=way.again(made), expert=tomiris),
    )


def test_an_expert_whose_role_has_ended_judges_no_more(way: Any, person: Any) -> None:
    made = way.sent(way.zhibek())
    way.step(made, "arman", "accept")
    tomiris = person("tomiris")
    assign(actor=person("arman"), at=way.at, application=made, expert=tomiris)
    way.step(made, "arman", "send-to-experts")
    declare(actor=tomiris, at=way.at, application=made, relation="none")
    assert EXPERT in parties(way.again(made), tomiris, way.at.date())
    tomiris.memberships.filter(role="expert").delete()
    assert parties(way.again(made), tomiris, way.at.date()) == ()
    refused("case.not-yours", lambda: way.step(way.again(made), "tomiris", "find-documents-fit"))
    about = {criteria(made)[0]: ("met", "Seen.")}
    refused("not-permitted", lambda: judge(actor=tomiris, at=way.at, application=made, judgements=about))


def test_the_sheet_takes_reasons_and_overrules_no_rule(way: Any, person: Any) -> None:
    made = way.sent(way.zhibek())
    way.examined(made)
    arman = person("arman")

    def judged(about: str, outcome: str = "met", reasons: str = "Seen.") -> None:
        judge(actor=arman, at=way.at, application=made, judgements={about: (outcome, reasons)})

    refused("accreditation.no-such-criterion", lambda: judged("beauty"))
    refused("accreditation.reasons", lambda: judged(criteria(made)[0], "met", " "))
    refused("accreditation.rule-decided", lambda: judged("rule:PR-09"))
    refused(
        "accreditation.scope-wider",
        lambda: prepare(
            actor=arman,
            at=way.at,
            application=way.again(made),
            result="recognise",
            reasons="All seen.",
            scope={"activities": ["teaching"], "sectors": ["health"], "levels": [4]},
        ),
    )
    refused(
        "accreditation.condition",
        lambda: prepare(
            actor=arman,
            at=way.at,
            application=way.again(made),
            result="recognise",
            reasons="All seen.",
            conditions=[("Mend it.", way.at.date())],
        ),
    )


def test_of_two_who_decide_one_wins_and_the_other_is_told(way: Any, person: Any) -> None:
    made = way.sent(way.zhibek())
    way.examined(made)
    shown = way.prepared(made).revision
    refused("case.not-yours", lambda: way.step(made, "arman", "recognise"))
    refused("accreditation.other-result", lambda: way.step(made, "yerzhan", "refuse"))
    first = take_step(actor=person("yerzhan"), at=way.at, application=made, step="recognise", revision=shown)
    again = take_step(actor=person("yerzhan"), at=way.at, application=made, step="recognise", revision=shown)
    assert first.revision == again.revision
    refused(
        "changed-meanwhile",
        lambda: take_step(
            actor=person("sabyr"), at=way.at, application=made, step="recognise", revision=shown
        ),
    )
    assert entry_of(first).recorded.count() == 1


def test_whoever_prepared_a_decision_does_not_take_it(way: Any, person: Any) -> None:
    made = way.sent(way.zhibek())
    way.examined(made)
    prepare(
        actor=person("dina"),
        at=way.at,
        application=way.again(made),
        result="refuse",
        reasons="No rooms were shown.",
    )
    way.step(made, "dina", "put-to-committee")
    refused("case.refuse.second-person", lambda: way.step(made, "dina", "refuse"))
    ended = way.step(made, "yerzhan", "refuse")
    assert (ended.stage, ended.decision.decided_by) == ("refused", person("yerzhan"))
    assert len(ended.decision.criteria) == len(criteria(ended))


def test_a_renewal_continues_the_interval_and_closes_the_case_before(way: Any) -> None:
    first = way.recognised()
    before = stood(entry_of(first), way.at.date()).until
    way.at += timedelta(days=2 * 365)
    renewal = way.recognised(first.organisation)
    entry = entry_of(renewal)
    assert entry == entry_of(first)
    assert [one.act for one in entry.recorded.all()] == ["entered", "amended"]
    until = stood(entry, way.at.date()).until
    assert (until.year, until.month, until.day) == (before.year + 3, before.month, before.day)
    assert (way.again(first).stage, renewal.renews) == ("renewed", False)


def test_a_recognised_body_is_checked_again_after_a_year_and_the_report_is_kept(
    way: Any, person: Any
) -> None:
    made = way.recognised()
    refused("not-permitted", lambda: check_standing(actor=person("samal"), at=way.at, application=made))
    assert check_all(at=way.at) == 0
    way.at += timedelta(days=366)
    assert check_all(at=way.at) == 1
    assert check_all(at=way.at) == 0
    assert report(made.checks.get().report).subject.endswith(str(made.public_id))


def test_an_entry_from_an_existing_list_gets_its_case_from_the_keeper_alone(way: Any, person: Any) -> None:
    (held,) = [
        one
        for one in standing_entries(organisation("kokzhar"), way.at.date())
        if one.entry.register == "providers"
    ]
    with pytest.raises(NotPermitted):
        oversee(actor=person("yerzhan"), at=way.at, entry=held.entry)
    made = oversee(actor=person("arman"), at=way.at, entry=held.entry)
    assert isinstance(made, Application)
    assert made.stage == "recognised"


def test_a_step_with_a_form_of_its_own_is_not_taken_by_the_way(way: Any) -> None:
    made = way.sent(way.zhibek())
    for step in ("ask-for-papers", "propose-suspension", "apply"):
        refused("accreditation.another-action", lambda step=step: way.step(made, "arman", step))
    refused("case.not-now", lambda: way.step(made, "arman", "recognise"))
    with pytest.raises(InvalidValue):
        way.step(made, "arman", "apply")
    with pytest.raises(Refused):
        way.step(made, "yerzhan", "end")


def test_a_decision_is_put_off_by_the_keeper_alone_once_and_the_organisation_is_told(
    way: Any, person: Any
) -> None:
    made = way.sent(way.zhibek())
    given = {"at": way.at, "subject": subject_of(made), "clock": "decide", "reason": "The expert is ill."}
    until = date(2027, 1, 20)
    refused("not-permitted", lambda: extend(actor=person("yerzhan"), until=until, **given))
    extend(actor=person("arman"), until=until, **given)
    assert "The expert is ill" in letters_to(person("damir"))[0].body["en"]
    refused("clock.extended-already", lambda: extend(actor=person("arman"), until=date(2027, 1, 25), **given))
    assert way.again(made).events.last().step == "extend"
