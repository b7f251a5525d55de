"""A letter on paper: what it says, with the head that the room which sent it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC

from django.utils import timezone

from tanym.adapters.pdf import Letter as OnPaper
from tanym.adapters.pdf import Paragraph, Part, Signatures
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.models import Letter
from tanym.core.kernel.localized import choose


@dataclass(frozen=True, slots=True)
class Head:
    """Who writes, under which number, who signed as what, and what a reader has to know beside the text (how to appeal)."""

    sender: tuple[str, ...]
    number: str
    signed: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()


Heads = Callable[[Letter, str], Head | None]
"""The head of a letter in a language; None where its thing is gone."""

_HEADS: dict[str, Heads] = {}


def register(prefix: str, heads: Heads) -> None:
    """Let a room give the heads of letters about its things (`room.thing`). For `AppConfig.ready`."""
    _HEADS[prefix] = heads


def on_paper(letter: Letter, site: str, language: str) -> OnPaper:
    """The letter in one language, as it was sent, with day and number."""
    heads = _HEADS.get(letter.about.partition(":")[0])
    head = heads(letter, language) if heads else None
    if head is None:
        head = Head((say("letters.platform", language),), "")
    body = choose(letter.body, language)[0]
    parts: list[Part] = [Paragraph(line.strip()) for line in body.splitlines() if line.strip()]
    parts += [Paragraph(text) for text in head.more]
    if head.signed:
        parts.append(Signatures(head.signed))
    sent = timezone.localtime(letter.sent_at)
    number = (f"№ {head.number}",) if head.number else ()
    return OnPaper(
        language=language,
        sender=head.sender,
        heading=choose(letter.subject, language)[0],
        parts=tuple(parts),
        made_at=letter.sent_at.astimezone(UTC),
        reference=(*number, day(sent.date(), language)),
        addressee=(letter.to.name(language),),
        foot=say("letters.foot", language),
        address=f"{site}/{language}{letter.address}" if letter.address else "",
    )
