"""Addresses without a language that machines and other registers keep: downloads, schemas, the catalogue of data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from tanym.apps.accounts.words import catalogue as sentences
from tanym.apps.accounts.words import say
from tanym.apps.registers.asking import asked
from tanym.apps.registers.columns import Column, columns
from tanym.apps.registers.downloads import Spooled, published
from tanym.apps.registers.finding import Asked, find
from tanym.apps.registers.open_data import dataset, schemas
from tanym.apps.registers.open_data.documents import as_json
from tanym.apps.registers.open_data.heads import head, naming, plain_rows
from tanym.apps.registers.open_data.linked import as_jsonld
from tanym.apps.registers.open_data.tables import as_csv, metadata
from tanym.apps.registers.problems import reading
from tanym.apps.registers.queries import definition, definitions
from tanym.apps.registers.sources import Source, source, sources
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Status

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonld": "application/ld+json"}


@reading
def download(request: HttpRequest, register: str, ending: str) -> HttpResponseBase:
    """A register on a day as a file; all of it, or what the address narrows it to."""
    question = asked(request)
    made = Spooled(written(definition(register), source(register), question, ending))
    response = published(made.answer(request, MEDIA_TYPES[ending], file_name(register, question, ending)))
    if ending == "csv":
        described = f"{settings.TANYM.address}/registers/{register}.csv-metadata.json"
        response["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    return response


@reading
def digest(request: HttpRequest, register: str, ending: str) -> HttpResponse:
    """The digest of a download, for `sha256sum --check`."""
    question = asked(request)
    made = Spooled(written(definition(register), source(register), question, ending))
    return published(made.sum(file_name(register, question, ending)))


@reading
def table(request: HttpRequest, register: str) -> HttpResponse:
    """The columns of the CSV, described for machines (CSV on the Web)."""
    of, known = definition(register), columns(source(register).columns)
    names = ("id", "title", "status", "since", "until", "page", *(one.name for one in known))
    words = {
        name: {language: say(f"register.column.{name}", language) for language in LANGUAGES} for name in names
    }
    found = metadata(
        known, url=f"{register}.csv", titles=of.words, licence=settings.TANYM.data_licence, words=words
    )
    return _json(found, "application/csvm+json")


@reading
def schema(request: HttpRequest, register: str) -> HttpResponse:
    """The JSON Schema of the JSON download."""
    of = definition(register)
    found = schemas.file_schema(
        columns(source(register).columns), id=schema_address(register), title=of.words["en"]
    )
    return _json(found, "application/schema+json")


@reading
def data(request: HttpRequest) -> HttpResponse:
    """All registers as a catalogue of data sets (DCAT)."""
    known = sources()
    found = dataset.catalogue(
        [one for one in definitions().values() if one.id in known],
        naming(),
        titles={language: say("register.data-title", language) for language in LANGUAGES},
        licence=settings.TANYM.data_licence,
        modified={name: day.isoformat() for name, one in known.items() if (day := one.newest())},
    )
    return _json(found, "application/ld+json")


@reading
def codes(request: HttpRequest) -> HttpResponse:
    """What our codes mean, as SKOS concepts."""
    kinds = {"status": ("register.status", [one.value for one in Status])}
    kinds["activity"] = (
        "word.activity",
        sorted({a for one in definitions().values() for a in one.authorises}),
    )
    found = {
        kind: {
            code: {language: say(f"{prefix}.{code}", language) for language in LANGUAGES}
            for code in members
            if f"{prefix}.{code}" in sentences()
        }
        for kind, (prefix, members) in kinds.items()
    }
    return _json(dataset.codes(found, naming()), "application/ld+json")


def written(of: Definition, by: Source, question: Asked, ending: str) -> Iterator[str]:
    """The parts of a download."""
    known: tuple[Column, ...] = columns(by.columns)
    found = find(by, question).rows if question.narrows else by.rows(question.on, question.known_on, "")
    rows = plain_rows(found, known)
    if ending == "csv":
        return as_csv(rows, known)
    if ending == "json":
        return as_json(head(of, question), rows, schema_address(of.id))
    if ending == "jsonld":
        return as_jsonld(head(of, question), rows, known, naming())
    raise Http404


def file_name(register: str, question: Asked, ending: str) -> str:
    """The name of a download: the register and the day."""
    known = f"-known-{question.known_on}" if question.known_on else ""
    return f"{register}-{question.on}{known}.{ending}"


def schema_address(register: str) -> str:
    """Where the JSON Schema of a register stands."""
    return f"{settings.TANYM.address}/registers/{register}.schema.json"


def _json(found: Any, media_type: str) -> HttpResponse:
    return published(
        JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1}, content_type=media_type),
        3600,
    )
