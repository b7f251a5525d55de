"""What was decided, and what follows: the decision, the appeal, the draft order of the head, the extract for the registrar."""

from __future__ import annotations

from dataclasses import asdict

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Paragraph, Part, Points, Signatures
from tanym.apps.recognition import reading
from tanym.apps.recognition.case_papers.judged import findings_table
from tanym.apps.recognition.case_papers.teller import Teller, grouped
from tanym.apps.recognition.casefile import commission_of, decision_taken, first_decision
from tanym.apps.recognition.models import Appeal, Decision, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.statement import basis_in
from tanym.apps.recognition.tracks import track_of
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.decision import CommissionDecision

Parts = list[Part | Facts]


def decisions(case: RecognitionCase, tell: Teller) -> list[Section]:
    """Every decision of the case itself: result, reasons for every outcome, on what it stands."""
    made = list(case.decisions.select_related("commission", "by", "award"))
    if not made and case.decided_on is not None and (found := first_decision(case)) is not None:
        return [_of_office(case, found, tell)]
    own = [one for one in made if one.result not in {*AppealResult}]
    return [_decision(case, one, tell("part.decision"), tell) for one in own]


def on_appeal(lodged: Appeal, tell: Teller) -> Section | None:
    """What the panel of an appeal decided; None before."""
    commission = commission_of(lodged)
    made = lodged.of.decisions.filter(commission=commission).first() if commission else None
    return _decision(lodged.of, made, tell("part.appeal-decision"), tell) if made else None


def appeal(lodged: Appeal, tell: Teller) -> Section:
    """The grounds of an appeal and where it stands."""
    facts = tell.facts(
        (
            ("lodged", tell.day(lodged.lodged_at)),
            ("procedure", tell.text(of(lodged).procedure.words)),
            ("stage", tell.text(reading.stage_words(lodged))),
        )
    )
    lines = [Paragraph(line.strip()) for line in lodged.grounds.splitlines() if line.strip()]
    return Section(tell("part.appeal"), (facts, *lines))


def order(case: RecognitionCase, tell: Teller) -> Section | None:
    """The draft of the order by which the head of the organisation carries the decision out; None where none does, and before there is one."""
    decision = decision_taken(case)
    if decision is None or not track_of(case).by_order:
        return None
    content = reading.holding_content(decision, tell.language)
    recognised = tuple(
        f"{one['number']}. {tell.text(one['text'])}"
        for one in reading.findings(case, content)
        if one["recognised"]
    )
    title, name = tell.text(case.target["titles"]), tell.name(case.claimant)
    named = {"name": name, "title": title, "party": tell.claimant(case)}
    ground = _ground(decision, tell)
    parts: Parts = [
        Paragraph(tell("order.draft")),
        tell.facts(
            (("organisation", tell.text(case.organisation.names)), ("order.number", tell("order.blank")))
        ),
        Paragraph(tell("order.ground", ground=ground, case=case.number)),
        Paragraph(tell("order.i-order"), strong=True),
    ]
    if recognised:
        parts += [Paragraph(tell("order.recognise", **named)), Points(recognised)]
    else:
        parts.append(Paragraph(tell("order.refuse", **named)))
    if decision.credits:
        parts.append(Paragraph(tell("order.credits", credits=tell.credits(decision.credits), title=title)))
    parts += [
        Paragraph(tell("order.tell", name=name)),
        Signatures(((tell("order.head"), ""),)),
    ]
    return Section(tell("part.order"), tuple(parts))


def extract(case: RecognitionCase, tell: Teller) -> Section | None:
    """What the registrar enters in the transcript or the register; None where nothing was decided yet."""
    decision = decision_taken(case)
    if decision is None:
        return None
    target = case.target
    entered = f"{tell.day(case.credits_entered_on)}, {case.register_line}" if case.credits_entered_on else ""
    if not entered and case.discipline_id is None and decision.award is not None:
        entered = f"{tell.day(decision.award.conferred_on)}, № {decision.award.number}"
    over = bool(of(case).procedure.stages[case.stage].end)
    facts = tell.facts(
        (
            ("claimant", tell.name(case.claimant)),
            ("asked-for", f"{tell.text(target['titles'])} ({target['code']})"),
            ("credits", tell.credits(decision.credits) if decision.credits else ""),
            ("grade", tell("no-grade") if decision.credits else ""),
            ("ground", _ground(decision, tell)),
            (
                "entered" if case.discipline_id else "entered-register",
                entered or tell("nothing-to-enter" if over else "not-entered"),
            ),
        ),
        of=case,
    )
    return Section(tell("part.extract"), (facts,))


def _decision(case: RecognitionCase, decision: Decision, title: str, tell: Teller) -> Section:
    instead = bool(decision.content.get("instead"))
    holding = reading.holding_content(decision, tell.language)
    parts: Parts = [
        tell.facts(
            (
                ("decision", tell.code(_result_code(case, decision.result))),
                (
                    "instead",
                    tell.code(_result_code(case, holding["result"])) if instead else "",
                ),
                ("decided-on", tell.day(decision.decided_at)),
                ("signed-by", tell.name(decision.by)),
                ("ground", _ground(decision, tell)),
                ("credits", tell.credits(decision.credits) if decision.credits else ""),
                ("basis", basis_in(case, tell.language)),
                ("award-number", decision.award.number if decision.award else ""),
                ("digest-of-minutes", grouped(decision.minutes_digest) if decision.minutes_digest else ""),
            )
        )
    ]
    content = decision.content if instead else holding
    if content.get("reasons"):
        parts.append(Paragraph(content["reasons"]))
    if found := reading.findings(case, holding):
        parts.append(findings_table(found, tell))
    if holding.get("advice"):
        parts.append(Paragraph(tell("advice", advice=holding["advice"])))
    return Section(title, tuple(parts))


def _of_office(case: RecognitionCase, found: CommissionDecision, tell: Teller) -> Section:
    """The decision where no commission takes it: as it follows from the record of the case."""
    facts = tell.facts(
        (
            ("decision", tell.code(_result_code(case, found.result))),
            ("decided-on", tell.day(case.decided_on)),
            ("signed-by", tell.name(case.assessor) if case.assessor else ""),
            ("basis", basis_in(case, tell.language)),
        )
    )
    parts: Parts = [facts]
    if found.reasons:
        parts.append(Paragraph(found.reasons))
    if shown := reading.findings(case, {"findings": [asdict(one) for one in found.findings]}):
        parts.append(findings_table(shown, tell))
    return Section(tell("part.decision"), tuple(parts))


def _result_code(case: RecognitionCase, result: str) -> str:
    prefix = "recognition.result." if result in {*AppealResult} else track_of(case).results
    return f"{prefix}{result}"


def _ground(decision: Decision, tell: Teller) -> str:
    day = tell.day(decision.decided_at)
    if decision.commission is None:
        return tell("ground-of-office", day=day)
    return tell("ground-of-minutes", number=decision.commission.minutes_number, day=day)
