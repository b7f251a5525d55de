"""The page of the commission's room: what it shows, to whom, with which forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition import reading
from tanym.apps.recognition.casefile import case_file, commission_of
from tanym.apps.recognition.checking import said_by_rules
from tanym.apps.recognition.disclosure import is_blind
from tanym.apps.recognition.forms.appeal_minutes import AppealMinutesForm
from tanym.apps.recognition.forms.commission import RecuseForm, SeatingForm, VoteForm
from tanym.apps.recognition.forms.minutes import MinutesForm, reads_in
from tanym.apps.recognition.forms.signing import TakeOverForm
from tanym.apps.recognition.matrix import matrix
from tanym.apps.recognition.models import Appeal, RecognitionCase
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.precedents import binding, earlier
from tanym.apps.recognition.proceedings import answers, case_of, parties, steps
from tanym.apps.recognition.reason_library import reasons_for
from tanym.apps.recognition.room import Room
from tanym.apps.recognition.room import room as room_of
from tanym.apps.recognition.seating import kept_out
from tanym.apps.recognition.signing_state import signing
from tanym.apps.recognition.targets import target_of
from tanym.apps.recognition.views.reading import decided
from tanym.core.matching.written_in import written_in
from tanym.core.recognition.decision import proposed_findings
from tanym.core.recognition.judgement import by_outcome

DECIDE = frozenset({"recognise", "recognise-in-part", "refuse", "uphold", "reverse", "remit"})


def room_page(request: HttpRequest, record: Record, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The room of a commission, with the forms as they were sent where something was wrong with them."""
    today = timezone.localdate()
    proceeding, case = of(record), case_of(record)
    results = [row.do for row in proceeding.guarded(record.stage, "majority")]
    shown = room_of(record)
    can = {row.do: row for row in steps(record, request.user, today)}
    acts_as = parties(record, request.user, today)
    secretary = "secretary" in acts_as or "appeal-secretary" in acts_as
    own = (
        next((one.seat for one in shown.seats if one.seat.person_id == request.user.pk), None)
        if shown
        else None
    )
    signatures = signing(record, today)
    # here stands what counts; who still judges blind sees their own marks alone
    blind_reader: Any = request.user if is_blind(case, request.user) else None  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "case": case,
        "record": record,
        "appeal": record if record is not case else None,
        "stage": reading.stage_words(record),
        "clocks": reading.clocks(record, today, request.user),
        "ended": reading.ended(record),
        "rows": matrix(case, blind_reader),
        "room": shown,
        "results": results,
        "own": own,
        "can": {do: row for do, row in can.items() if do in DECIDE},
        "answers": {
            do: dict(answers(record, row, request.user, today)) for do, row in can.items() if do in DECIDE
        },
        "is_secretary": secretary,
        "citations": reading.commission_citations(proceeding),
        "credits_due": case_file(record).credits_due,
        "earlier": earlier(case, case_file(record).holding) if shown else [],
        "signing": signatures,
        "unsigned": signatures.others(request.user) if signatures else (),
        "take_over_form": forms.get("take_over_form") or TakeOverForm()
        if results and shown and _may_take_over(record, request.user, today)
        else None,
        "said_by_rules": said_by_rules(record, today) if shown else None,
        "draft": shown.commission.draft if shown else {},
        "findings": reading.findings(case, _found_in(shown.commission.draft))
        if shown and shown.commission.draft
        else [],
        "recuse_form": forms.get("recuse_form") or RecuseForm(),
        "vote_form": forms.get("vote_form") or VoteForm(results, initial={"choice": own.vote if own else ""}),
        **({} if record is case else decided(case)),
    }
    seating = (
        secretary
        and (results or _to_be_seated(record))
        and not (shown and any(one.seat.vote for one in shown.seats))
    )
    if seating:
        context["makeup"] = proceeding.procedure.commission
        context["seating_form"] = forms.get("seating_form") or seating_form(
            record, request.user, initial=_seated(shown)
        )
    if secretary and results and shown:
        context["minutes_form"] = forms.get("minutes_form") or minutes_form(record)
    if context["draft"]:
        language = case.claimant.language
        texts = _told(context["draft"])
        context["other_language"] = any(written_in(one, language) is False for one in texts)
        context["reads_in"] = reads_in(language)
    return render(request, "recognition/commission.html", context, status=status)


def _may_take_over(record: Record, person: Any, on: date) -> bool:
    """Whether somebody else of the office looks at a commission whose secretary is another."""
    commission = commission_of(record)
    other = commission is not None and commission.secretary_id != person.pk
    return other and any(holds(person, role, case_of(record).organisation, on) for role in OFFICE)


def seating_form(record: Record, secretary: Any, data: Any = None, **given: Any) -> SeatingForm:
    """The form that seats a commission: whoever cannot sit is named, not offered."""
    makeup = of(record).procedure.commission
    return SeatingForm(
        case_of(record).organisation,
        data,
        kept_out=kept_out(record, secretary),
        fewest=makeup.fewest if makeup else 0,
        **given,
    )


def minutes_form(record: Record, data: Any = None, given: Mapping[str, Any] | None = None) -> MinutesForm:
    """The form of the minutes as they stand (`given`: as they are shown again); before anybody wrote them, what the assessor's judgements alone would give."""
    case, commission = case_of(record), commission_of(record)
    outcomes = case.target["outcomes"]
    results = [row.do for row in of(record).guarded(record.stage, "minutes-signed")]
    draft = commission.draft if commission else {}
    found = {one["outcome"]: one for one in _found_in(draft).get("findings", [])}
    judged = case_file(case).judgements
    if not found:
        found = {
            one.outcome: {"recognised": one.recognised, "reasons": one.reasons, "departs": ""}
            for one in proposed_findings(judged)
        }
    initial: dict[str, Any] = {
        "result": draft.get("result", ""),
        "instead": draft.get("instead", {}).get("result", ""),
        "reasons": draft.get("reasons", ""),
        "advice": _found_in(draft).get("advice", ""),
        "deviation": draft.get("deviation", ""),
        "notes": commission.notes if commission else "",
    }
    for o, outcome in enumerate(outcomes):
        if one := found.get(outcome["id"]):
            initial |= {
                f"recognised_{o}": "yes" if one["recognised"] else "no",
                f"reasons_{o}": one["reasons"],
                f"departs_{o}": one["departs"],
            }
    form = MinutesForm if isinstance(record, RecognitionCase) else AppealMinutesForm
    for o, outcome in enumerate(outcomes):
        initial[f"picked_{o}"] = draft.get("picked", {}).get(outcome["id"], [])
    return form(
        results,
        outcomes,
        data,
        initial={**initial, **(given or {})},
        auto_id="m-%s",
        library=reasons_for(case),
        language=case.claimant.language,
        target=target_of(case),
        judged=by_outcome(target_of(case), judged),
        binding=binding(case) if data is not None and record is case else (),
    )


def _told(draft: dict[str, Any]) -> list[str]:
    """The texts of a draft that the claimant gets in the letter."""
    found = _found_in(draft)
    reasons = [one["reasons"] for one in found.get("findings", [])]
    return [text for text in (draft.get("reasons"), found.get("advice"), *reasons) if text]


def _found_in(draft: dict[str, Any]) -> dict[str, Any]:
    return draft.get("instead") or draft


def _seated(shown: Room | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"elected": bool(shown and shown.commission.elected)}
    for one in shown.seats if shown else ():
        key = str(one.seat.person.public_id).replace("-", "")
        initial |= {f"office_{key}": one.seat.office or "member", f"side_{key}": one.seat.side}
    return initial


def _to_be_seated(record: Record) -> bool:
    return isinstance(record, Appeal) and bool(of(record).guarded(record.stage, "panel-excludes-first"))
