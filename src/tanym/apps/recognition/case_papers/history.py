"""How a case went: its steps, who read what, and the acts of the journal that prove both."""

from __future__ import annotations

import json
from collections.abc import Container
from typing import Any

from tanym.adapters.dossier import Attachment, Section
from tanym.adapters.pdf import Heading, Paragraph, Table
from tanym.apps.accounts.queries import by_public_id
from tanym.apps.audit import queries as journal
from tanym.apps.audit.models import Act
from tanym.apps.letters.queries import letters_about
from tanym.apps.recognition import reading
from tanym.apps.recognition.case_papers.teller import Teller, grouped
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.seen import who_read
from tanym.core.kernel.errors import NotFound

PROOF = "journal.json"


def letters(case: RecognitionCase, tell: Teller) -> Section | None:
    """The letters that the claimant was sent, word for word; None where there is none."""
    sent = list(letters_about(f"recognition.case:{case.public_id}").filter(to=case.claimant).reverse())
    if not sent:
        return None
    parts: list[Any] = []
    for number, one in enumerate(sent, 1):
        parts.append(Heading(f"{number}. {tell.text(one.subject)}"))
        read = tell.moment(one.read_at) if one.read_at else tell("not-read")
        parts.append(tell.facts((("sent", tell.moment(one.sent_at)), ("read", read))))
        body = tell.text(one.body)
        parts += [Paragraph(line.strip()) for line in body.splitlines() if line.strip()]
    return Section(tell("part.letters"), tuple(parts))


def steps(case: RecognitionCase, tell: Teller) -> Section:
    """The steps from the first to the last: when, which, who took it, what they said, where the case stood then."""
    rows = []
    for one in reversed(reading.history(case)):
        by = (
            tell("by-appeal") if one["appeal"] else tell("by-clock") if one["clock"] else tell.name(one["by"])
        )
        said = f"{tell.text(one['words'])}. {one['reasons']}" if one["reasons"] else tell.text(one["words"])
        rows.append(
            (
                tell.moment(one["at"]),
                said,
                f"{by} ({tell.text(one['party'])})" if one["party"] else by,
                tell.text(one["stage"]),
            )
        )
    parts: list[Any] = [Paragraph(tell("nothing-happened"))]
    if rows:
        head = (tell("when"), tell("step"), tell("by"), tell("stage"))
        parts = [Table(head, tuple(rows), (3, 5, 4, 3))]
    parts.append(Heading(tell("who-read")))
    seen = [
        (tell.moment(one.at), tell.name(one.by), tell.text(one.words)) for one in reversed(who_read(case))
    ]
    if seen:
        parts.append(Table((tell("when"), tell("by"), tell("what")), tuple(seen), (3, 4, 6)))
    else:
        parts.append(Paragraph(tell("nobody-read")))
    return Section(tell("part.history"), tuple(parts))


def acts(case: RecognitionCase) -> list[Act]:
    """The acts of the journal on a case and on its appeals, oldest first."""
    found = list(journal.history(f"recognition.case:{case.public_id}"))
    for appeal in case.appeals.all():
        found += journal.history(f"recognition.appeal:{appeal.public_id}")
    return sorted(found, key=lambda one: one.number)


def proof(case: RecognitionCase, tell: Teller, entries: list[Act]) -> Section:
    """The entries of the journal with the commitment of each, as the public log holds it, and how to check them."""
    rows = tuple(
        (
            str(one.number),
            tell.moment(one.at),
            _who(one, tell),
            _what(case, one, tell),
            grouped(one.commitment),
        )
        for one in entries
    )
    head = (tell("entry"), tell("when"), tell("by"), tell("what"), tell("commitment"))
    return Section(
        tell("part.proof"), (Paragraph(tell("how-to-check", file=PROOF)), Table(head, rows, (2, 4, 4, 5, 7)))
    )


def proof_file(entries: list[Act], told: Container[int], description: str) -> Attachment:
    """The same entries for a program: each act with its place in the log and the checkpoint over it, and word for word
    with its salt where its number is among those that this reader is `told`."""
    rows = [_proved(one, one.number in told) for one in entries]
    content = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    return Attachment(PROOF, content, "application/json", description, data=True)


def _proved(act: Act, told: bool) -> dict[str, Any]:
    try:
        place = journal.inclusion(act.number)
    except NotFound:  # no checkpoint covers it yet
        place = {"number": act.number, "commitment": act.commitment}
    kept = {} if act.erased_by is not None or not told else {"act": act.content(), "salt": act.salt}
    return {**place, **kept}


def _who(act: Act, tell: Teller) -> str:
    return tell.name(by_public_id(act.actor) if act.actor else None)


def _what(case: RecognitionCase, act: Act, tell: Teller) -> str:
    """The step in words where the act is one; else what the platform calls the act."""
    verb = act.action.rpartition(".")[2].replace("_", "-")
    record: Record = case
    if act.subject.startswith("recognition.appeal:"):
        record = next((one for one in case.appeals.all() if act.subject.endswith(str(one.public_id))), case)
    row = next((one for one in of(record).procedure.steps if one.do == verb), None)
    if row is not None:
        return tell.text(row.words)
    said = tell.code(f"act.{act.action}")
    return act.action if said.startswith("act.") else said
