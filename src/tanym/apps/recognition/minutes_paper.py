"""The minutes on paper, to be signed by hand: every page says by its mark which text it is."""

from __future__ import annotations

from datetime import UTC

from django.urls import reverse
from django.utils import timezone

from tanym.adapters.pdf import Letter, Paragraph, Part, Signatures, Table
from tanym.apps.accounts.queries import by_public_id
from tanym.apps.accounts.words import day, say
from tanym.apps.recognition.casefile import commission_of, minutes_of
from tanym.apps.recognition.marks import across
from tanym.apps.recognition.models import Commission, RecognitionCase, Seat
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.localized import choose
from tanym.core.procedures.commission import Vote
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.signing import shown


def minutes_paper(record: Record, site: str, language: str) -> Letter:
    """The minutes as they stand, for the PDF. Raises `Refused("recognition.no-minutes")` before they are written."""
    commission, case = commission_of(record), case_of(record)
    if commission is None or not commission.draft:
        raise Refused("recognition.no-minutes")
    minutes = minutes_of(record, commission)
    mark = shown(minutes.digest)
    held = timezone.localtime(commission.held_at) if commission.held_at else None
    page = "recognition:sign" if record is case else "recognition:appeal-sign"
    address = f"{site}{reverse(page, args=[record.public_id])}?text={mark.replace(' ', '')}"
    return Letter(
        language=language,
        sender=(
            choose(case.organisation.names, language)[0],
            say("recognition.statement.commission", language),
        ),
        heading=say("recognition.minutes.heading", language, number=minutes.number),
        parts=tuple(_parts(case, commission, minutes, language)),
        made_at=(commission.held_at or commission.seated_at).astimezone(UTC),
        reference=(f"№ {minutes.number}", day(held.date(), language) if held else ""),
        foot=say("recognition.minutes.mark", language, mark=mark),
        address=address,
        mark=across(case, language),
    )


def _parts(case: RecognitionCase, commission: Commission, minutes: Minutes, language: str) -> list[Part]:
    def words(name: str, /, **places: object) -> str:
        return say(f"recognition.minutes.{name}", language, **places)

    result = say(f"recognition.vote.{minutes.decision.result}", language)
    parts: list[Part] = [
        Paragraph(
            words(
                "about",
                case=case.number,
                title=choose(case.target["titles"], language)[0],
                name=case.claimant.name(language),
            )
        ),
        Table(
            (words("member"), words("office"), words("vote")),
            tuple(_row(one, language) for one in commission.seats.select_related("person")),
            (4, 3, 5),
        ),
        Paragraph(words("decided", result=result, reasons=minutes.decision.reasons)),
        Paragraph(
            words(
                "counted",
                **{
                    "for": minutes.votes(Vote.FOR),
                    "against": minutes.votes(Vote.AGAINST),
                    "abstained": minutes.votes(Vote.ABSTAINS),
                },
            )
        ),
    ]
    if minutes.found:
        parts.append(_findings(case, minutes, language))
    if commission.notes:
        parts.append(Paragraph(commission.notes))
    parts += [
        Paragraph(words("digest", digest=minutes.digest)),
        Signatures(tuple(_line(one, commission, language) for one in sorted(minutes.to_sign))),
    ]
    return parts


def _findings(case: RecognitionCase, minutes: Minutes, language: str) -> Table:
    texts = {one["id"]: choose(one["text"], language)[0] for one in case.target["outcomes"]}
    rows = []
    for one in minutes.found.findings if minutes.found else ():
        reasons = one.reasons
        if one.departs:
            reasons = say("recognition.minutes.departs", language, reasons=one.reasons, departs=one.departs)
        finding = say(f"recognition.finding.{'yes' if one.recognised else 'no'}", language)
        rows.append((texts.get(one.outcome, one.outcome), finding, reasons))
    head = tuple(say(f"recognition.letter.{name}", language) for name in ("outcome", "decision", "reason"))
    return Table(head, tuple(rows), (4, 2, 5))


def _row(seat: Seat, language: str) -> tuple[str, str, str]:
    vote = say(f"recognition.vote.{seat.vote}", language) if seat.vote else "—"
    if seat.state == "recused":
        vote = say("recognition.minutes.stepped-aside", language, reason=seat.reason)
    elif seat.state == "absent":
        vote = say("recognition.minutes.absent", language)
    elif seat.left_on:
        vote = say(
            "recognition.minutes.left",
            language,
            vote=vote,
            on=day(seat.left_on, language),
            reason=seat.left_because,
        )
    return seat.person.name(language), say(f"recognition.office.{seat.office or 'member'}", language), vote


def _line(person: str, commission: Commission, language: str) -> tuple[str, str]:
    found = by_public_id(person)
    seat = commission.seats.filter(person=found).first()
    office = (seat.office or "member") if seat else "secretary"
    return say(f"recognition.office.{office}", language), found.name(language) if found else ""
