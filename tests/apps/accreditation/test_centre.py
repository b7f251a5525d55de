"""Track B: a centre is accredited by the chamber with the ministry's consent; an education organisation never is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tanym.apps.accreditation.actions.apply import apply
from tanym.apps.accreditation.actions.assign import assign
from tanym.apps.accreditation.actions.begin import begin
from tanym.apps.accreditation.actions.declare import declare
from tanym.apps.accreditation.actions.oversee import oversee
from tanym.apps.accreditation.actions.prepare import prepare
from tanym.apps.accreditation.actions.propose_measure import propose_measure
from tanym.apps.accreditation.checking import findings_now
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import entry_of, standing_entries
from tanym.apps.clocks.actions.run import run
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.queries import authorised, stood
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.registers.standing import Status
from tanym.core.rules import Outcome

pytestmark = pytest.mark.django_db


def _centre(way: Any) -> Application:
    """A new centre of damir, examined, inspected and before the ministry."""
    body = found(
        actor=way.person("damir"),
        at=way.at,
        type="recognition-centre",
        names={"kk": "«Шебер» орталығы", "ru": "Центр «Шебер»", "en": "Sheber Centre"},
        code="sheber",
        legal_scheme="kz-bin",
        legal_id="261140000018",
    )
    made = apply(actor=way.person("damir"), at=way.at, application=way.draft(body, procedure="accreditation"))
    assign(actor=way.person("batyr"), at=way.at, application=made, expert=way.person("tomiris"))
    way.step(made, "batyr", "send-to-expertise")
    declare(actor=way.person("tomiris"), at=way.at, application=made, relation="none")
    way.step(made, "tomiris", "find-documents-fit")
    way.judged(made, "tomiris")
    way.step(made, "tomiris", "report-inspection")
    prepare(
        actor=way.person("batyr"),
        at=way.at,
        application=way.again(made),
        result="recognise",
        reasons="Every criterion of article 24 was seen.",
    )
    return way.step(made, "batyr", "ask-for-consent")


def test_a_centre_is_accredited_for_three_years_with_the_ministry_s_consent(way: Any, person: Any) -> None:
    made = _centre(way)
    assert made.stage == "consent"
    with pytest.raises(NotPermitted):
        way.step(made, "batyr", "consent")
    way.step(made, "zarina", "consent")
    made = way.step(made, "batyr", "issue-certificate")
    entry = entry_of(made)
    assert entry is not None
    assert entry.register == "recognition-centres"
    assert (entry.recorded.get().by, entry.recorded.get().second) == (person("batyr"), person("zarina"))
    standing = stood(entry, way.at.date())
    assert standing is not None
    assert (standing.since, standing.until) == (date(2026, 11, 21), date(2029, 11, 20))
    assert way.step(made, "damir", "sign-contract").stage == "accredited"
    outcomes = {one.rule: one.outcome for one in findings_now(way.again(made), way.at.date()).findings}
    assert [outcomes[one] for one in ("KZ-CE-03", "KZ-CE-04", "KZ-CE-05", "KZ-CE-06", "KZ-CE-08")] == [
        Outcome.MET
    ] * 5

    with pytest.raises(InvalidValue, match="no-ground"):
        _revoke(way, made, "a-bad-feeling")
    _revoke(way, made, "confirmed-complaint")
    with pytest.raises(NotPermitted):
        way.step(made, "zarina", "revoke")
    with pytest.raises(Refused, match="second-person"):
        way.step(made, "batyr", "revoke")
    way.step(made, "ainur", "revoke")
    assert stood(entry, way.at.date()).status is Status.WITHDRAWN
    assert way.step(made, "batyr", "send-copy").stage == "ended"


def test_the_ministry_s_refusal_needs_reasons_and_closes_the_case(way: Any) -> None:
    made = _centre(way)
    with pytest.raises(Refused, match="reasons-given"):
        way.step(made, "zarina", "withhold-consent")
    made = way.step(made, "zarina", "withhold-consent", "The equipment is not the centre's own.")
    assert made.stage == "denied"
    made = way.step(made, "batyr", "send-refusal")
    assert (made.stage, made.ended, made.decision.result) == ("refused", True, "refuse")
    assert entry_of(made) is None


@pytest.mark.parametrize("type_", ["university", "college"])
def test_an_education_organisation_can_never_apply(way: Any, type_: str) -> None:
    body = found(
        actor=way.person("damir"), at=way.at, type=type_, names={"en": "School"}, code=f"school-{type_}"
    )
    with pytest.raises(Refused, match="education-organisation") as refused:
        begin(actor=way.person("damir"), at=way.at, organisation=body, procedure="accreditation")
    assert "24(2)" in str(refused.value.details["law"])


def test_an_accreditation_that_runs_out_closes_its_case_and_a_new_one_continues_it(way: Any) -> None:
    body = organisation("oner-centre")
    (held,) = standing_entries(body, way.at.date())
    kept = oversee(actor=way.person("batyr"), at=way.at, entry=held.entry)
    assert kept is not None
    assert kept.stage == "accredited"
    assert oversee(actor=way.person("ainur"), at=way.at, entry=held.entry) == kept
    renewal = begin(actor=way.person("madina"), at=way.at, organisation=body, procedure="accreditation")
    assert (renewal.renews, renewal.follows) == (True, kept)
    assert authorised(body, "professional-recognition", way.at.date()).held
    way.at += timedelta(days=3 * 365)
    assert run(at=way.at) == 1
    assert way.again(kept).stage == "expired"


def _revoke(way: Any, made: Application, ground: str) -> None:
    propose_measure(
        actor=way.person("batyr"),
        at=way.at,
        application=way.again(made),
        step="open-revocation",
        reasons="A complaint was confirmed.",
        ground=ground,
    )


def test_a_re_accreditation_is_asked_for_half_a_year_before_the_end(way: Any, person: Any) -> None:
    body = organisation("oner-centre")
    way.at = way.at.replace(year=2028, month=3, day=29)  # the entry ends on 30 September 2028
    renewal = way.draft(body, "madina", "accreditation")
    late = way.at.replace(month=4, day=3)
    with pytest.raises(Refused, match="not-met") as refused:
        apply(actor=person("madina"), at=late, application=renewal)
    assert refused.value.details["rules"] == "KZ-CE-10"
    assert apply(actor=person("madina"), at=way.at, application=renewal).stage == "application"
