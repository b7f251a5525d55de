"""Bring into the sample country what its people can show, and what others have said of it by a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.portfolio.actions.answer import answer
from tanym.apps.portfolio.actions.ask import ask
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.asking import USUAL
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.queries import items
from tanym.apps.site.queries import moment, read
from tanym.core.recognition.evidence import EvidenceKind


def load_portfolios() -> None:
    """Keep, ask and answer as the sample file says; run again, it changes nothing that is already there."""
    for row in read("portfolio.toml")["item"]:
        owner = person(row["person"])
        if items(owner, hidden=True).filter(title=row["title"]).exists():
            continue
        made = keep(actor=owner, at=moment(row["kept_on"]), given=_given(row))
        for question in row.get("question", []):
            _ask(made, question)


def _given(row: dict[str, Any]) -> Given:
    return Given(
        kind=EvidenceKind(row["kind"]),
        title=row["title"],
        provider=row.get("provider", ""),
        dated=row.get("dated"),
        minutes=row.get("minutes"),
        text=row["text"].strip(),
        joint=row.get("joint", False),
        own_share=row.get("own_share", ""),
    )


def _ask(item: Item, row: dict[str, Any]) -> None:
    asked_at = moment(row["asked_on"], 9)
    question = ask(
        actor=item.owner,
        at=asked_at,
        item=item,
        to=row["to"],
        name=row["name"],
        email=row["email"],
        questions=(),
        language=row["language"],
        until=asked_at + USUAL + timedelta(days=9),
    )
    if "answered_on" in row:
        words = row.get("words", {})
        answer(
            at=moment(row["answered_on"], 15),
            kept=question.digest,
            answers={
                code: {"answer": said, "words": words.get(code, "")} for code, said in row["answers"].items()
            },
            name=row["name"],
            role=row["role"],
        )
