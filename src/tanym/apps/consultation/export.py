"""A consultation as one document: text, contributions, answers; for the official portal of draft acts and for anybody."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.adapters.pdf import Heading, Letter, Part, Points, Table
from tanym.adapters.pdf import Paragraph as Printed
from tanym.apps.accounts.words import day, say
from tanym.apps.consultation import queries
from tanym.apps.consultation.models import Answer, Consultation, Contribution, Paragraph
from tanym.apps.consultation.showing import public_name
from tanym.core.kernel.localized import choose
from tanym.core.kernel.spreadsheet import harmless

COLUMNS = (
    "number", "on", "paragraph", "stance", "category", "organisation", "name", "meeting", "text", "wording",
    "evidence", "state", "hidden_because", "outcome", "reason", "change",
)  # fmt: skip


def document(of: Consultation, language: str) -> dict[str, Any]:
    """Everything public of a consultation in one language, as plain JSON; who wants no name shown has none here."""
    rows = list(of.paragraphs.all())
    said = list(queries.contributions(of).exclude(state=Contribution.State.HELD))
    named = {one.paragraph_id for one in said}

    def text(texts: dict[str, str]) -> str:
        return choose(texts, language)[0]

    return {
        "label": say("consultation.preliminary", language),
        "title": text(of.titles),
        "summary": text(of.summary),
        "organiser": text(of.organiser.names),
        "language": language,
        "level": say(f"consultation.level.{of.level}", language),
        "step": say(f"consultation.step.{of.step}", language),
        "opens_on": of.opens_on.isoformat(),
        "ends_on": of.ends_on.isoformat(),
        "answers_by": of.answers_by.isoformat(),
        "closed_on": timezone.localdate(of.closed_at).isoformat() if of.closed_at else "",
        "early_because": of.early_because,
        "extended_because": of.extended_because,
        "legal_note": text(of.legal_note),
        "pack": of.pack,
        "digest": of.digest,
        "paragraphs": [_paragraph(one, text) for one in rows if one.changed or one.pk in named],
        "contributions": [_contribution(one, text, language) for one in said],
        "held": of.contributions.filter(state=Contribution.State.HELD).count(),
        "recommendations": [
            {
                "number": one.number,
                "text": text(one.texts),
                "addressee": one.addressee,
                "how": say(f"consultation.how.{one.how}", language),
                "votes": one.votes,
                "adopted_on": one.adopted_on.isoformat(),
            }
            for one in queries.recommendations(of)
        ],
    }


def by_place(found: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The contributions of the document by the key of their paragraph; those on the whole stand under an empty one."""
    places: dict[str, list[dict[str, Any]]] = {}
    for one in found["contributions"]:
        places.setdefault(one["key"], []).append(one)
    return places


def as_json(found: dict[str, Any]) -> str:
    """The document for machines."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_csv(found: dict[str, Any]) -> str:
    """The contributions with their answers, one a line, for a spreadsheet; nothing in it can be a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in found["contributions"]:
        flat = {**one, **(one["answer"] or {})}
        writer.writerow([harmless(str(flat.get(name, ""))) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def as_markdown(found: dict[str, Any]) -> str:
    """The document as text with simple marks; what people wrote is quoted and can hold no marks of its own."""
    language = found["language"]

    def words(code: str) -> str:
        return say(f"consultation.paper.{code}", language)

    lines = [f"# {_plain(found['title'])}", "", f"**{found['label']}**", ""]
    if found["summary"]:
        lines += [_plain(found["summary"]), ""]
    lines += [
        f"- {words('organiser')}: {_plain(found['organiser'])}",
        f"- {words('period')}: {day_of(found['opens_on'], language)} – {day_of(found['ends_on'], language)}",
        f"- {words('answers-by')}: {day_of(found['answers_by'], language)}",
        f"- {words('level')}: {found['level']}; {found['step']}",
        f"- {words('version')}: {found['pack']}, {found['digest']}",
    ]
    if found["closed_on"]:
        lines.append(f"- {words('closed')}: {day_of(found['closed_on'], language)}")
    if found["early_because"]:
        lines.append(f"- {words('early')}: {_plain(found['early_because'])}")
    lines += ["", _plain(found["legal_note"]), "", f"## {words('text')}", ""]
    said = by_place(found)
    for row in found["paragraphs"]:
        lines += [f"### {_plain(row['number'])} {_plain(row['title'])}".rstrip(), ""]
        for part in ("in-force", "draft"):
            text = row[part.replace("-", "_")]
            lines += [f"*{words(part)}:*", "", _quote(text or words("nothing")), ""]
        for one in said.get(row["key"], []):
            lines += _said(one, words)
    if said.get(""):
        lines += [f"## {words('whole')}", ""]
        for one in said[""]:
            lines += _said(one, words)
    if found["recommendations"]:
        lines += [f"## {words('recommendations')}", ""]
        lines += [
            f"{one['number']}. {_plain(one['text'])} ({_plain(one['addressee'])}; {one['how']}, "
            f"{day_of(one['adopted_on'], language)})"
            for one in found["recommendations"]
        ]
    return "\n".join(lines).rstrip() + "\n"


def as_letter(found: dict[str, Any], address: str, made_at: datetime) -> Letter:
    """The document for paper; its QR code leads to the page of the consultation."""
    language = found["language"]

    def words(code: str) -> str:
        return say(f"consultation.paper.{code}", language)

    facts = (
        f"{words('period')}: {day_of(found['opens_on'], language)} – {day_of(found['ends_on'], language)}",
        f"{words('answers-by')}: {day_of(found['answers_by'], language)}",
        f"{words('level')}: {found['level']}; {found['step']}",
        f"{words('version')}: {found['pack']}, {found['digest'][:16]}",
        *((f"{words('closed')}: {day_of(found['closed_on'], language)}",) if found["closed_on"] else ()),
        *((f"{words('early')}: {found['early_because']}",) if found["early_because"] else ()),
    )
    parts: list[Part] = [Printed(found["label"], strong=True)]
    parts += [Printed(text) for text in (found["summary"], found["legal_note"]) if text]
    parts += [Points(facts), Heading(words("text"))]
    said = by_place(found)
    for row in found["paragraphs"]:
        parts.append(Printed(f"{row['number']} {row['title']}".strip(), strong=True))
        parts.append(
            Table(
                (words("in-force"), words("draft")),
                ((row["in_force"] or words("nothing"), row["draft"] or words("nothing")),),
            )
        )
        parts += [part for one in said.get(row["key"], []) for part in _printed(one, words)]
    whole = [part for one in said.get("", []) for part in _printed(one, words)]
    if whole:
        parts += [Heading(words("whole")), *whole]
    if found["recommendations"]:
        adopted = tuple(
            f"{one['number']}. {one['text']} ({one['addressee']}; {one['how']}, {day_of(one['adopted_on'], language)})"
            for one in found["recommendations"]
        )
        parts += [Heading(words("recommendations")), Points(adopted)]
    return Letter(
        language=language,
        sender=(found["organiser"],),
        heading=found["title"],
        parts=tuple(parts),
        made_at=made_at,
        reference=(found["label"], day(timezone.localdate(made_at), language)),
        foot=found["title"],
        address=address,
    )


def _printed(one: dict[str, Any], words: Any) -> list[Part]:
    who = ", ".join(part for part in (one["name"], one["organisation"], one["category"]) if part)
    parts: list[Part] = [Printed(f"№ {one['number']}. {who}; {one['stance']}", strong=True)]
    if one["hidden_because"]:
        return [*parts, Printed(f"{words('hidden')}: {one['hidden_because']}")]
    parts.append(Printed(one["text"]))
    if one["wording"]:
        parts.append(Printed(f"{words('wording')}: {one['wording']}"))
    if one["evidence"]:
        parts.append(Printed(f"{words('evidence')}: {one['evidence']}"))
    if one["answer"]:
        parts.append(Printed(f"{words('answer')}: {one['answer']['outcome']}. {one['answer']['reason']}"))
    return parts


def day_of(iso: str, language: str) -> str:
    """An ISO day in words."""
    return day(date.fromisoformat(iso), language)


def _said(one: dict[str, Any], words: Any) -> list[str]:
    who = ", ".join(_plain(part) for part in (one["name"], one["organisation"], one["category"]) if part)
    lines = [f"**№ {one['number']}.** {who}; {one['stance']}", ""]
    if one["hidden_because"]:
        return [*lines, f"{words('hidden')}: {_plain(one['hidden_because'])}", ""]
    lines += [_quote(one["text"]), ""]
    if one["wording"]:
        lines += [f"{words('wording')}:", "", _quote(one["wording"]), ""]
    if one["evidence"]:
        lines += [f"{words('evidence')}: <{one['evidence']}>", ""]
    if one["answer"]:
        lines += [f"{words('answer')}: **{one['answer']['outcome']}.** {_plain(one['answer']['reason'])}", ""]
    return lines


def _paragraph(row: Paragraph, text: Any) -> dict[str, str]:
    return {
        "key": row.key,
        "number": row.number,
        "title": text(row.titles),
        "in_force": text(row.before),
        "draft": text(row.text),
    }


def _contribution(row: Contribution, text: Any, language: str) -> dict[str, Any]:
    open_ = row.state == Contribution.State.PUBLISHED
    return {
        "number": row.number,
        "id": str(row.public_id),
        "on": timezone.localdate(row.at).isoformat(),
        "key": row.paragraph.key if row.paragraph else "",
        "paragraph": f"{row.paragraph.number} {text(row.paragraph.titles)}".strip() if row.paragraph else "",
        "stance": say(f"consultation.said.{row.stance}", language),
        "category": say(f"consultation.category.{row.category}", language),
        "organisation": row.organisation if open_ and not row.anonymous else "",
        "name": public_name(row, language) if open_ else "",
        "meeting": text(row.meeting.titles) if row.meeting else "",
        "text": row.text if open_ else "",
        "wording": row.wording if open_ else "",
        "evidence": row.address if open_ else "",
        "state": row.state,
        "hidden_because": row.hidden_because,
        "answer": _answer(row.answer, language) if row.answer else None,
    }


def _answer(answer: Answer, language: str) -> dict[str, str]:
    return {
        "outcome": say(f"consultation.outcome.{answer.outcome}", language),
        "reason": answer.reason,
        "answered_on": timezone.localdate(answer.at).isoformat(),
        "change": answer.key,
    }


def _plain(text: str) -> str:
    """A text in one line, with every mark of Markdown and HTML written out."""
    one = re.sub(r"([\\`*_{}\[\]<>#|!~])", r"\\\1", " ".join(text.split()))
    return one.replace("&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")


def _quote(text: str) -> str:
    return "\n>\n".join(f"> {_plain(line)}" for line in text.splitlines() if line.strip())
