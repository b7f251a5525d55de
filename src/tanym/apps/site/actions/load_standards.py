"""Bring the frameworks, professional standards and professions of the sample country through proposal and adoption."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.site.queries import moment, read
from tanym.apps.standards.actions.adopt import adopt
from tanym.apps.standards.actions.propose import Approved, propose
from tanym.core.standards.flat import read_flat, write_flat
from tanym.core.standards.standard import OccupationalStandard, document, parse

FILES = ("eqf", "illustrative-nqf", "illustrative-sqf-it", "data-analysis", "furniture", "professions")


def load_standards() -> None:
    """Propose every edition of the files in the name of one officer and adopt it in the name of another."""
    for name in FILES:
        content = read(f"standards/{name}.toml")
        for head, written in _editions(content):
            _enter(head, written)


def _editions(content: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """Each edition with its document; a later one is told as changes to the lines of the flat list."""
    head = dict(content["edition"])
    for written in (*([content["document"]] if "document" in content else ()), *content.get("documents", ())):
        yield head, written
    for later in content.get("later", ()):
        lines = {(one["item"], one["member"]): one for one in write_flat(parse(content["document"]))}
        lines |= {(one["item"], one["member"]): one for one in later["lines"]}
        standard, faults = read_flat(list(lines.values()), OccupationalStandard)
        assert standard is not None, faults
        given = {name: value for name, value in later.items() if name != "lines"}
        yield {**head, **given}, document(standard)


def _enter(head: Mapping[str, Any], written: Mapping[str, Any]) -> None:
    at = moment(head["recorded_on"])
    proposal = propose(
        actor=person(head["proposed_by"]),
        at=at,
        register=head["register"],
        document=written,
        approved=Approved(
            since=head["since"],
            until=head.get("until"),
            act=head["act"],
            number=head.get("number", ""),
            on=head.get("on"),
            body=head.get("body", {}),
            evidence=head["evidence"],
        ),
        once=uuid.uuid4(),
    )
    adopt(actor=person(head["adopted_by"]), at=at, proposal=proposal)
