"""Write what was found of the criteria, and of what the rules left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.checking import RULE, findings_now
from tanym.apps.accreditation.handling import locked, note, permit_office, repeated, touch
from tanym.apps.accreditation.models import Application, Judgement
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.apps.accreditation.queries import criteria
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import Outcome


def judge(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    judgements: Mapping[str, tuple[str, str]],
    revision: int | None = None,
) -> Application:
    """`judgements`: criterion, or `rule:ID` of a finding that the rules could not decide → (met | not-met, reasons).

    An expert judges who has declared to be independent; nobody overrules a rule that is decided. Raises `NotPermitted`,
    `InvalidValue("accreditation.no-such-criterion" | "accreditation.reasons")`, `Refused("accreditation.declare-first" |
    "accreditation.rule-decided" | "accreditation.decided-already" | "changed-meanwhile")`.
    """
    on = timezone.localdate(at)
    with transaction.atomic():
        kept = locked(application)
        permit_office(AT_OFFICE, "judge", kept, actor, on)
        written = {k: (outcome, reasons.strip()) for k, (outcome, reasons) in judgements.items() if outcome}
        if repeated(kept, actor=actor, act="judge", revision=revision, sent=sorted(written.items())):
            return kept
        if not kept.under_decision:
            raise Refused("accreditation.decided-already")
        seat = kept.seats.filter(expert=actor).first()
        if seat is not None and seat.relation != "none":
            raise Refused("accreditation.declare-first")
        _known(kept, written, on)
        for about, (outcome, reasons) in written.items():
            Judgement.objects.update_or_create(
                application=kept,
                about=about,
                defaults={"outcome": outcome, "reasons": reasons, "by": actor, "at": at},
            )
        touch(kept, actor=actor, act="judge")
        note(
            kept,
            actor=actor,
            at=at,
            verb="judge",
            details={"judged": {about: outcome for about, (outcome, _why) in sorted(written.items())}},
        )
        return kept


def _known(kept: Application, written: Mapping[str, tuple[str, str]], on: date) -> None:
    names = criteria(kept)
    rules = [about for about in written if about.startswith(RULE)]
    for about, (outcome, reasons) in written.items():
        if about not in names and about not in rules:
            raise InvalidValue("accreditation.no-such-criterion", name=about[:40])
        if outcome not in ("met", "not-met") or not reasons:
            raise InvalidValue("accreditation.reasons")
    if rules:
        found = {one.rule: one.outcome for one in findings_now(kept, on).findings}
        for about in rules:
            if found.get(about.removeprefix(RULE)) is not Outcome.UNDECIDED:
                raise Refused("accreditation.rule-decided", rule=about.removeprefix(RULE))
