"""What a register looks like as JSON: JSON Schema, draft 2020-12."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tanym.apps.registers.columns import Column, Kind
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.registers.standing import Act, Status

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TEXTS: Mapping[str, Any] = {
    "type": "object",
    "description": "A text by language.",
    "properties": {language: {"type": "string"} for language in LANGUAGES},
    "additionalProperties": {"type": "string"},
}
DAY = {"type": "string", "format": "date"}
DAY_OR_NULL = {"type": ["string", "null"], "format": "date"}
ADDRESS = {"type": "string", "format": "uri"}


def file_schema(columns: Sequence[Column], *, id: str, title: str) -> dict[str, Any]:
    """The schema of the JSON download of a register."""
    return {
        "$schema": DIALECT,
        "$id": id,
        "title": title,
        "type": "object",
        "required": ["register", "titles", "keeper", "on", "known_on", "licence", "schema", "entries"],
        "additionalProperties": False,
        "properties": {
            "$schema": ADDRESS,
            **head(),
            "schema": ADDRESS,
            "entries": {"type": "array", "items": row_schema(columns)},
        },
    }


def head() -> dict[str, Any]:
    """The members that say which register, on which day, under which licence."""
    return {
        "register": {"type": "string"},
        "titles": TEXTS,
        "keeper": {"type": "string", "description": "Code of the organisation that keeps the register."},
        "on": {**DAY, "description": "The day that the answer is about."},
        "known_on": {**DAY_OR_NULL, "description": "By what was known until this day; null: until now."},
        "licence": ADDRESS,
    }


def row_schema(columns: Sequence[Column]) -> dict[str, Any]:
    """The schema of one entry of a register."""
    return {
        "type": "object",
        "required": ["id", "titles", "status", "since", "until", "page"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "titles": TEXTS,
            "status": {"enum": [one.value for one in Status]},
            "since": DAY_OR_NULL,
            "until": {**DAY_OR_NULL, "description": "The last day; null: no end is set."},
            **{one.name: cell_schema(one) for one in columns},
            "page": ADDRESS,
        },
    }


def cell_schema(of: Column) -> dict[str, Any]:
    """The schema of a cell; a cell of which nothing is known is left out."""
    if of.kind is Kind.TEXTS:
        return dict(TEXTS)
    if of.kind is Kind.NUMBER:
        return {"type": "number"}
    if of.kind is Kind.DAY:
        return dict(DAY)
    if of.kind.many:
        text = {"anyOf": [{"type": "string"}, TEXTS]} if of.kind is Kind.LIST else {"type": "string"}
        return {"type": "array", "items": ADDRESS if of.kind is Kind.ADDRESSES else text}
    if of.kind is Kind.TEXT:
        return {"anyOf": [{"type": "string"}, TEXTS]}
    return {"type": "string"}


def change_schema() -> dict[str, Any]:
    """The schema of one act of a register."""
    return {
        "type": "object",
        "required": ["number", "at", "act", "since", "until", "reason", "id", "titles", "page", "log"],
        "additionalProperties": False,
        "properties": {
            "number": {"type": "integer", "description": "Its number in the journal."},
            "at": {"type": "string", "format": "date-time"},
            "act": {
                "type": "string",
                "description": f"What was done: {', '.join(Act)}, or an act of the room that keeps the rows.",
            },
            "since": DAY_OR_NULL,
            "until": DAY_OR_NULL,
            "reason": TEXTS,
            "id": {"type": "string"},
            "titles": TEXTS,
            "page": ADDRESS,
            "log": {**ADDRESS, "description": "The act in the transparency log."},
        },
    }
