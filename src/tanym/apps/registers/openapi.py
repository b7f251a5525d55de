"""The programming interface described for machines: OpenAPI 3.1, made from the same columns as the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from tanym.apps.registers.columns import columns
from tanym.apps.registers.open_data import schemas
from tanym.apps.registers.queries import definitions
from tanym.apps.registers.sources import sources
from tanym.core.registers.standing import Status

VERSION = "1.0.0"

Json = dict[str, Any]


def description() -> Json:
    """The whole description."""
    known = sources()
    names = [one for one in definitions() if one in known]
    rows = {
        name: {**schemas.row_schema(columns(known[name].columns)), "title": definitions()[name].words["en"]}
        for name in names
    }
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": schemas.DIALECT,
        "info": {
            "title": "Tanym: public registers",
            "version": VERSION,
            "description": "Who stands in which register since when, as of any day. Reads only, no key is needed.",
            "license": {"name": "Licence of the data", "url": settings.TANYM.data_licence},
        },
        "servers": [{"url": f"{settings.TANYM.address}/api/v1"}],
        "paths": {
            "/registers": _path("registers", "Every register", "Registers", ()),
            "/registers/{register}": _path(
                "register",
                "The entries of a register on a day, page by page",
                "Page",
                (_REGISTER, *_DAYS, *_NARROWING, *_PAGING),
            ),
            "/registers/{register}/{entry}": _path(
                "entry", "One entry on a day", "One", (_REGISTER, _ENTRY, *_DAYS)
            ),
            "/registers/{register}/{entry}/history": _path(
                "history", "What was done with an entry", "History", (_REGISTER, _ENTRY, _AFTER)
            ),
            "/entitled": _path("entitled", "Was a body entitled on a day?", "Entitled", (*_ENTITLED, *_DAYS)),
            "/verify": _asking(
                "verify", "Check up to 50 documents, each by its named checks", "ToVerify", "Verified"
            ),
        },
        "components": {
            "schemas": {
                "Registers": _registers(),
                "Page": _page(names),
                "One": _one(names),
                "History": _history(),
                "Entitled": _entitled(),
                "ToVerify": _to_verify(),
                "Verified": _verified(),
                "Problem": _PROBLEM,
                **{f"Entry.{name}": schema for name, schema in rows.items()},
            },
            "responses": {"Problem": _problem()},
        },
    }


def _path(operation: str, summary: str, schema: str, parameters: Sequence[Mapping[str, Any]]) -> Json:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": [*parameters, _LANGUAGE],
            "responses": {
                "200": {
                    "description": summary,
                    "headers": {
                        "ETag": {"schema": {"type": "string"}},
                        "Link": {"schema": {"type": "string"}},
                    },
                    "content": {"application/json": {"schema": _ref(schema)}},
                },
                "304": {"description": "You have it already (If-None-Match)."},
                "default": {"$ref": "#/components/responses/Problem"},
            },
        }
    }


def _asking(operation: str, summary: str, given: str, schema: str) -> Json:
    return {
        "post": {
            "operationId": operation,
            "summary": summary,
            "parameters": [_LANGUAGE],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(given)}}},
            "responses": {
                "200": {"description": summary, "content": {"application/json": {"schema": _ref(schema)}}},
                "default": {"$ref": "#/components/responses/Problem"},
            },
        }
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _parameter(name: str, schema: Mapping[str, Any], text: str, where: str = "query") -> Json:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": text,
        "schema": dict(schema),
    }


_TEXT = {"type": "string", "maxLength": 200}
_REGISTER = _parameter("register", _TEXT, "Id of the register.", "path")
_ENTRY = _parameter("entry", _TEXT, "Id of the entry.", "path")
_AFTER = _parameter("after", {"type": "integer", "minimum": 0}, "Acts with a higher number in the journal.")
_LANGUAGE = _parameter(
    "Accept-Language", {"type": "string"}, "kk, ru or en: the language of problems and reasons.", "header"
)
_DAYS = (
    _parameter("on", schemas.DAY, "The day asked about; today where it is left out."),
    _parameter("known_on", schemas.DAY, "By what was known until this day; until now where it is left out."),
)
_NARROWING = (
    _parameter("q", _TEXT, "Words in Kazakh, Russian or English, or a number."),
    _parameter("status", {"enum": [one.value for one in Status]}, "How the entry stands on the day."),
    _parameter("organisation", _TEXT, "Code of an organisation."),
    _parameter("sector", _TEXT, "Code of a sector."),
)
_PAGING = (
    _parameter("page", {"type": "integer", "minimum": 1, "default": 1}, "Number of the page."),
    _parameter(
        "size", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}, "Entries on a page."
    ),
)
_ENTITLED = (
    {**_parameter("body", _TEXT, "Code of the awarding body."), "required": True},
    _parameter("micro_qualification", _TEXT, "Code of the micro-qualification; left out: any."),
)
_LINKS = {"type": "object", "additionalProperties": schemas.ADDRESS}
_PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "additionalProperties": False,
    "properties": {
        "type": schemas.ADDRESS,
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
    },
}


def _problem() -> Json:
    return {
        "description": "What went wrong and what to do next.",
        "content": {"application/problem+json": {"schema": _ref("Problem")}},
    }


def _object(**properties: Any) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _registers() -> Json:
    text = {"type": "string"}
    each = _object(
        id=text,
        titles=schemas.TEXTS,
        about=schemas.TEXTS,
        keeper=text,
        basis={"type": "array", "items": text},
        kept_since=schemas.DAY,
        columns={"type": "array", "items": text},
        page=schemas.ADDRESS,
        entries=schemas.ADDRESS,
        downloads={"type": "object", "additionalProperties": schemas.ADDRESS},
        schema=schemas.ADDRESS,
    )
    return _object(licence=schemas.ADDRESS, registers={"type": "array", "items": each})


def _rows(names: Sequence[str]) -> Json:
    return {"anyOf": [_ref(f"Entry.{name}") for name in names]} if names else {"type": "object"}


def _page(names: Sequence[str]) -> Json:
    number = {"type": "integer", "minimum": 0}
    return _object(
        **schemas.head(),
        count=number,
        statuses={"type": "object", "additionalProperties": number},
        page=number,
        pages=number,
        links=_LINKS,
        entries={"type": "array", "items": _rows(names)},
    )


def _one(names: Sequence[str]) -> Json:
    return _object(**schemas.head(), entry=_rows(names), links=_LINKS)


def _history() -> Json:
    text = {"type": "string"}
    return _object(
        register=text,
        id=text,
        titles=schemas.TEXTS,
        links=_LINKS,
        changes={"type": "array", "items": schemas.change_schema()},
    )


def _entitled() -> Json:
    text = {"type": "string"}
    entry = _object(
        register=text,
        number=text,
        status={"enum": [one.value for one in Status]},
        since=schemas.DAY_OR_NULL,
        until=schemas.DAY_OR_NULL,
        page=schemas.ADDRESS,
    )
    return _object(
        body=text,
        micro_qualification={"type": ["string", "null"]},
        on=schemas.DAY,
        known_on=schemas.DAY_OR_NULL,
        answer={"enum": ["yes", "no", "unknown"]},
        code=text,
        reason=text,
        entries={"type": "array", "items": entry},
    )


def _to_verify() -> Json:
    text = {"type": "string"}
    ways = {"text": text, "base64": text, "json": {"type": "object"}}
    each = {
        "type": "object",
        "properties": {"id": text, **ways},
        "oneOf": [{"required": [name]} for name in ways],
    }
    documents = {"type": "array", "minItems": 1, "maxItems": 50, "items": each}
    return {
        "type": "object",
        "required": ["documents"],
        "properties": {"documents": documents, "entitled": {"type": "boolean"}},
    }


def _verified() -> Json:
    text = {"type": "string"}
    outcome = {"enum": ["confirmed", "not-confirmed", "could-not-be-checked"]}
    check = _object(name=text, outcome=outcome, code=text, title=text, sentence=text, source=text)
    result = _object(
        strict=_object(accepted={"type": "boolean"}, reason=text),
        form=text,
        format=text,
        checks={"type": "array", "items": check},
        plain={"type": ["object", "null"]},
    )
    result["properties"]["id"] = text
    return _object(at={"type": "string", "format": "date-time"}, results={"type": "array", "items": result})
