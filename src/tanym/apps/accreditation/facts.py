"""What the record shows of a provider or a centre, under the names of the vocabulary: for the rules to read.

What an applicant has left blank is absent: silence is no answer. What registers, visits and the procedure show is derived.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.accreditation.handling import of
from tanym.apps.accreditation.kinds import CENTRE
from tanym.apps.accreditation.models import Application
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.queries import published
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import scope_of, stood
from tanym.core.kernel.periods import Period, Unit
from tanym.core.registers.standing import Standing, Status
from tanym.core.rules.types import Interval

FORMAL = frozenset({"university", "college"})
"""Types of organisations of formal education."""

TEXTS = (
    "quality_policy",
    "published_profile",
    "published_quality_process",
    "published_review_process",
    "external_review_published",
    "prior_learning_policy",
    "credit_transfer_policy",
    "fees",
    "fee_relief",
)
NUMBERS = ("learners_asked", "learners_answered")
DAYS = ("external_review_on", "self_evaluated_on")
ANSWERS = ("policy_covers_micro_qualifications", "standard_needs_approval")
BY_CODE = {
    "feedback": ("learner", "employer", "labour-market"),
    "survey_waves": ("end-of-course", "six-months-later"),
    "standard_approvals": ("employers", "workers"),
}
"""Attested fact → the codes under which numbers are asked for; an answer is called `feedback_learner`."""


def facts_of(
    application: Application, on: date, *, entry: Entry | None, decided: tuple[date, date] | None = None
) -> dict[str, Any]:
    """The facts of an application on a day; `decided` is the interval that a prepared decision would give.

    With it the provider is described as it will stand in the register by this decision.
    """
    if application.procedure == CENTRE:
        return centre_facts(application, on, entry=entry, decided=decided)
    return provider_facts(application, on, entry=entry, decided=decided)


def provider_facts(
    application: Application, on: date, *, entry: Entry | None, decided: tuple[date, date] | None = None
) -> dict[str, Any]:
    """The facts of a provider."""
    body = application.organisation
    standing = stood(entry, on) if entry else None
    scope = _scope(application, standing, decided)
    interval = decided or _interval(standing, pending=application.renews)
    found: dict[str, Any] = {
        "provider.checked_on": on,
        "provider.legal_name": next(iter({**body.names, **body.legal_names}.values()), ""),
        "provider.accreditation": _accreditation(standing, decided),
        "provider.award_domains": _award_domains(body, on),
        "provider.formal": body.type in FORMAL,
        "provider.observed_assessments": _observed(application),
    }
    if interval:
        found["provider.status_period"] = Interval(interval[0], interval[1])
        found["provider.register_entry"] = entry.number if entry else application.number
        if interval[1]:
            found["provider.accreditation_until"] = interval[1]
    if interval and scope.get("sectors"):
        found["provider.accredited_domains"] = frozenset(scope["sectors"])
        if decided:  # what it is going to award, besides what it awards already
            found["provider.award_domains"] |= frozenset(scope["sectors"])
    if body.quality.get("on"):
        found["provider.external_review_on"] = date.fromisoformat(body.quality["on"])
    if body.quality.get("url"):
        found["provider.external_review_published"] = body.quality["url"]
    if application.renews and hasattr(application, "decision"):
        found["provider.renewal_cites_results"] = application.decision.reasons
    return {**_attested(application.answers), **found}


def centre_facts(
    application: Application, on: date, *, entry: Entry | None, decided: tuple[date, date] | None = None
) -> dict[str, Any]:
    """The facts of a recognition centre (Law 14-VIII, art. 17 and 23 to 26). The platform takes no fee."""
    standing = stood(entry, on) if entry else None
    interval = decided or _interval(standing)
    days = {one.step: timezone.localdate(one.at) for one in application.events.order_by("at", "pk")}
    found: dict[str, Any] = {
        "centre.organisation_type": application.organisation.type,
        "centre.accreditation_fee": 0,
    }
    judged = application.judgements.exclude(about__startswith="rule:")
    if judged.exists():
        shown = judged.filter(outcome="met").values_list("about", flat=True)
        found["centre.criteria_shown"] = frozenset(shown)
    for name in ("publishes", "arrangements"):
        if application.answers.get(name):
            found[f"centre.{name}"] = frozenset(application.answers[name])
    if interval and interval[1]:
        found["centre.accredited_from"], found["centre.accredited_until"] = interval
        found["centre.accredited"] = Interval(*interval)
    if "ask-for-consent" in days and ("consent" in days or "withhold-consent" in days):
        found["centre.ministry_consented"] = "consent" in days
    for fact, first, last in (
        ("centre.certificate_issued_in", ("consent",), "issue-certificate"),
        ("centre.refused_in", ("deny", "withhold-consent"), "send-refusal"),
        ("centre.revoked_in", ("open-revocation", "ask-to-revoke"), "revoke"),
        ("centre.revocation_copy_in", ("revoke",), "send-copy"),
    ):
        begun = next((days[one] for one in first if one in days), None)
        if begun and last in days:
            passed = of(application).calendar.working_days_between(begun, days[last])
            found[fact] = Period(passed, Unit.WORKING_DAY)
    if "send-refusal" in days and hasattr(application, "decision"):
        found["centre.refusal_reasons"] = application.decision.reasons
    if application.renews and standing and standing.status is Status.IN_FORCE and standing.until:
        sent = application.submitted_at
        found["centre.reapplied_on"] = timezone.localdate(sent) if sent else on
        found["centre.accredited_until"] = standing.until
    measure = application.measures.exclude(state="dropped").exclude(ground="").first()
    if measure:
        found["centre.revocation_ground"] = measure.ground
    return found


def _attested(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the organisation says of itself, without what it left blank."""
    found: dict[str, Any] = {f"provider.{name}": answers[name] for name in TEXTS if answers.get(name)}
    found |= {f"provider.{name}": answers[name] for name in NUMBERS if answers.get(name) is not None}
    found |= {f"provider.{name}": date.fromisoformat(answers[name]) for name in DAYS if answers.get(name)}
    found |= {
        f"provider.{name}": answers[name] == "yes" for name in ANSWERS if answers.get(name) in ("yes", "no")
    }
    for name, codes in BY_CODE.items():
        asked = {code: answers.get(f"{name}_{code}".replace("-", "_")) for code in codes}
        if any(one is not None for one in asked.values()):
            found[f"provider.{name}"] = {code: one or 0 for code, one in asked.items()}
    if answers.get("practitioners"):
        found["provider.practitioners"] = {
            str(number): (_practitioner(row),) for number, row in enumerate(answers["practitioners"], 1)
        }
    return found


def _practitioner(row: Mapping[str, str]) -> dict[str, Any]:
    """A practitioner without the name: a report is read by many."""
    cell: dict[str, Any] = {name: row[name] for name in ("role", "qualification", "trained") if row.get(name)}
    if row.get("until"):
        cell["until"] = date.fromisoformat(row["until"])
    return cell


def _accreditation(standing: Standing | None, decided: tuple[date, date] | None) -> str:
    """The state of the recognition as the rules name it."""
    if decided or (standing and standing.status is Status.IN_FORCE):
        return "accredited"
    if standing is None or standing.status in (Status.NOT_YET, Status.ANNULLED):
        return "none"
    return "suspended" if standing.status is Status.SUSPENDED else "expired"


def _interval(standing: Standing | None, *, pending: bool = False) -> tuple[date, date | None] | None:
    """From when until when the entry holds; None where there is none, or where it was taken out.

    While an application asks to continue an entry that has run out (`pending`), its past says nothing of what is asked.
    """
    if standing is None or standing.since is None or standing.status in (Status.ANNULLED, Status.WITHDRAWN):
        return None
    if pending and standing.status is Status.EXPIRED:
        return None
    return standing.since, standing.until


def _scope(
    application: Application, standing: Standing | None, decided: tuple[date, date] | None
) -> Mapping[str, Any]:
    if decided and hasattr(application, "decision"):
        return application.decision.scope
    return scope_of(standing.content) if standing else {}


def _award_domains(body: Organisation, on: date) -> frozenset[str]:
    """The sectors of the published micro-qualifications that it awards."""
    return frozenset(
        one for one in published(on).filter(awarding_body=body.code).values_list("sector", flat=True) if one
    )


def _observed(application: Application) -> dict[str, int]:
    """Live assessments that experts observed, announced and unannounced."""
    seen = list(application.visits.filter(kind="assessment").values_list("announced", flat=True))
    return {"announced": sum(seen), "unannounced": len(seen) - sum(seen)}
