"""What was judged: the interview, the assessors' judgements, the minutes of every commission."""

from __future__ import annotations

from datetime import date

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Heading, Paragraph, Part, Table
from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition import reading
from tanym.apps.recognition.case_papers.teller import Teller, grouped
from tanym.apps.recognition.disclosure import marks
from tanym.apps.recognition.models import Commission, RecognitionCase
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.room import room as room_of
from tanym.core.procedures.commission import Vote

Parts = list[Part | Facts]


def interview(case: RecognitionCase, tell: Teller) -> Section | None:
    """The record of the interview; None where there is none."""
    held = getattr(case, "interview", None)
    if held is None:
        return None
    facts = tell.facts((("held-on", tell.day(held.held_on)), ("held-by", tell.name(held.by))))
    lines = [Paragraph(line.strip()) for line in held.record.splitlines() if line.strip()]
    return Section(tell("part.interview"), (facts, *lines))


def judgements(case: RecognitionCase, reader: Person, on: date, tell: Teller) -> Section | None:
    """Each judgement that this reader may read, with its reasons and who made it; None where there is none."""
    numbers = {one["id"]: number for number, one in enumerate(case.target["outcomes"], 1)}
    texts = {one["id"]: tell.text(one["text"]) for one in case.target["outcomes"]}
    made = sorted(marks(case, reader, on), key=lambda one: numbers.get(one.outcome, 0))
    if not made:
        return None
    rows = tuple(
        (
            f"{numbers.get(one.outcome, '—')}. {texts.get(one.outcome, one.outcome)}",
            tell.code(f"recognition.achievement.{one.achievement}"),
            one.reasons,
            f"{tell.name(one.assessor)}, {tell.day(one.at)}",
        )
        for one in made
    )
    head = (tell("outcome"), tell("judgement"), tell("reasons"), tell("who-and-when"))
    declared = tell("no-interest") if case.relation == "none" else case.interest
    parts: Parts = []
    if case.relation:
        parts.append(tell.facts((("assessor", tell.name(case.assessor)), ("declared", declared))))
    return Section(tell("part.judgements"), (*parts, Table(head, rows, (5, 2, 5, 3))))


def minutes(record: Record, tell: Teller, by_name: bool) -> Section | None:
    """The minutes of a commission: who sat, who voted how (`by_name`), what was decided, who signed; None where nobody sat."""
    room = room_of(record)
    if room is None:
        return None
    commission = room.commission
    case = record if isinstance(record, RecognitionCase) else record.of
    decision = case.decisions.filter(commission=commission).first()
    parts: Parts = [
        tell.facts(
            (
                ("minutes-number", commission.minutes_number),
                ("procedure", tell.text(of(record).procedure.words)),
                ("held-on", tell.day(commission.held_at)),
                ("secretary", tell.name(commission.secretary)),
                ("quorum", tell("quorum-yes") if room.quorate else tell("quorum-no")),
                ("standing", "" if decision else tell("draft-minutes")),
            )
        ),
        Heading(tell("members")),
        _members(commission, tell, by_name, decided=decision is not None),
    ]
    if commission.draft:
        parts += _decided(case, commission, tell)
        said = [seat.vote for seat in room.seats]
        counted = {"for": said.count(Vote.FOR), "against": said.count(Vote.AGAINST)}
        parts.append(Paragraph(tell("votes", **counted, abstained=said.count(Vote.ABSTAINS))))
    if commission.notes:
        parts.append(Paragraph(commission.notes))
    if decision:
        parts.append(tell.facts((("digest", grouped(decision.minutes_digest)),)))
    return Section(tell("part.minutes", number=commission.minutes_number), tuple(parts))


def _members(commission: Commission, tell: Teller, by_name: bool, *, decided: bool) -> Table:
    unsigned = tell("not-asked") if decided else "—"
    rows = []
    for seat in commission.seats.select_related("person"):
        state = tell(f"seat.{seat.state}") + (f": {seat.reason}" if seat.reason else "")
        vote = tell.code(f"recognition.vote.{seat.vote}") if seat.vote else "—"
        office = tell.code(f"recognition.office.{seat.office or 'member'}")
        row = (
            tell.name(seat.person),
            office,
            state,
            _signed(commission, code(seat.person), tell) or unsigned,
        )
        rows.append((*row, vote) if by_name else row)
    secretary = (
        tell.name(commission.secretary),
        tell.code("recognition.office.secretary"),
        tell("no-member"),
        _signed(commission, code(commission.secretary), tell) or unsigned,
    )
    rows.append((*secretary, "—") if by_name else secretary)
    head = (tell("member"), tell("office"), tell("attendance"), tell("signed"))
    return Table(
        (*head, tell("vote")) if by_name else head, tuple(rows), (4, 3, 3, 3, 3) if by_name else (4, 3, 3, 3)
    )


def _signed(commission: Commission, person: str, tell: Teller) -> str:
    given = commission.signatures.get(person)
    return tell.day(date.fromisoformat(given["on"])) if given else ""


def _decided(case: RecognitionCase, commission: Commission, tell: Teller) -> Parts:
    draft = commission.draft
    result = tell.code(f"recognition.vote.{draft['result']}")
    parts: Parts = [Heading(tell("decided")), Paragraph(f"{result}. {draft.get('reasons', '')}", strong=True)]
    if found := reading.findings(case, draft.get("instead") or draft):
        parts.append(findings_table(found, tell))
    return parts


def findings_table(found: list[dict[str, object]], tell: Teller) -> Table:
    """The finding on each outcome with its reason, and why it departs from the assessor's where it does."""
    rows = []
    for one in found:
        departs = f" {tell('departs')} {one['departs']}" if one.get("departs") else ""
        rows.append(
            (
                f"{one['number']}. {tell.text(one['text'])}",  # type: ignore[arg-type]
                tell.code(f"recognition.finding.{'yes' if one['recognised'] else 'no'}"),
                f"{one['reasons']}{departs}",
            )
        )
    return Table((tell("outcome"), tell("decision"), tell("reasons")), tuple(rows), (5, 2, 5))
