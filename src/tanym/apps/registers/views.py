"""Public pages of the registers."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tanym.apps.accounts.words import here, say
from tanym.apps.files.models import StoredFile
from tanym.apps.files.views import as_download
from tanym.apps.organisations.queries import organisation as organisation_of
from tanym.apps.policy.queries import stack
from tanym.apps.registers import shown
from tanym.apps.registers.asking import address_of, asked
from tanym.apps.registers.figures import figures
from tanym.apps.registers.finding import Asked, find, rows_about
from tanym.apps.registers.openapi import description
from tanym.apps.registers.problems import PER_MINUTE
from tanym.apps.registers.queries import Right, changes, definition, definitions, rights
from tanym.apps.registers.queries import entry as entry_of
from tanym.apps.registers.sources import Row, source, sources
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Status

A_PAGE = 25
KINDS = (("csv", "CSV"), ("json", "JSON"), ("jsonld", "JSON-LD"))
HISTORY = 100
MORE = {"micro-qualifications": "catalogue:page", "rules": "policy:pack"}
"""Registers whose entries have a page of their own in another room."""
OF_ONE = 10
"""How many entries of one register stand on the page of an organisation."""


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every register: what it is, who keeps it, by which right, how many entries are in force, the last change."""
    today, names = timezone.localdate(), shown.Names()
    holding, told = stack(today), figures(today)
    cards = [
        {"head": shown.head(of, holding, names), "figures": told[of.id]}
        for of in definitions().values()
        if of.id in told
    ]
    return render(
        request,
        "registers/overview.html",
        {"cards": cards, "today": today, "licence": settings.TANYM.data_licence},
    )


@require_safe
def register(request: HttpRequest, register: str) -> HttpResponse:
    """One register: search, filters, as of a day."""
    of, by, today = definition(register), source(register), timezone.localdate()
    question, names = asked(request), shown.Names()
    found = find(by, question)
    pages = Paginator(found.rows, A_PAGE)
    here_ = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "registers/register.html",
        {
            "head": shown.head(of, stack(today), names),
            "note": shown.note(by, question.on),
            "asked": question,
            "today": today,
            "then": question.on != today or question.known_on is not None,
            "count": pages.count,
            "lines": [shown.line(row, by, names) for row in here_.object_list],
            "columns": [shown.column_title(one) for one in shown.listed(by)],
            "statuses": [
                (code, say(f"register.status.{code}"), number) for code, number in found.statuses.items()
            ],
            "bodies": sorted(
                ((code, names.part(code).text, number) for code, number in found.organisations.items()),
                key=lambda one: one[1].casefold(),
            ),
            "sectors": sorted(
                (code, shown.code_word("word.sector", code), number) for code, number in found.sectors.items()
            ),
            "page": here_,
            "pages": [
                (number, address_of(question, today, page=number) if isinstance(number, int) else "")
                for number in pages.get_elided_page_range(here_.number)
            ]
            if pages.num_pages > 1
            else [],
            "query": address_of(question, today),
            "licence": settings.TANYM.data_licence,
            "kinds": KINDS,
        },
    )


@require_safe
def entry(request: HttpRequest, register: str, id: str) -> HttpResponse:
    """One entry: what it says on a day, for how long, its history, and where to check it."""
    of, by, today = definition(register), source(register), timezone.localdate()
    question, names = asked(request), shown.Names()
    try:
        row = by.row(id, question.on, question.known_on)
        unknown_then = False
    except NotFound:
        row, unknown_then = by.row(id, question.on, None), True
    acts = [
        one
        for one in map(shown.moment, by.changes(row.id, 0, HISTORY))
        if question.known_on is None or unknown_then or one.recorded <= question.known_on
    ]
    body = str(row.cells.get("organisation") or row.cells.get("awarding_body") or "")
    title, language = shown.named(row)
    return render(
        request,
        "registers/entry.html",
        {
            "head": shown.head(of, stack(today), names),
            "row": row,
            "title": title,
            "title_language": language,
            "number": row.cells.get("number", ""),
            "others": shown.other_names(row),
            "mark": shown.MARKS[row.status],
            "status": say(f"register.status.{row.status}"),
            "span": shown.span_of(row),
            "halted": _halted(row, acts, of.authorises),
            "facts": shown.facts(row, by, names),
            "documents": row.cells.get("documents") or (),
            "acts": list(reversed(acts)),
            "body": names.known.get(body),
            "asked": question,
            "today": today,
            "then": question.on != today or question.known_on is not None,
            "unknown_then": unknown_then,
            "query": address_of(question, today),
            "more": MORE.get(of.id, ""),
            "last_act": acts[-1].change if acts else None,
        },
    )


@require_safe
def document(request: HttpRequest, register: str, id: str, document: uuid.UUID) -> HttpResponse:
    """A document that a register has made public with an entry."""
    found = entry_of(id)
    listed = {str(one) for change in changes(found) for one in change.content.get("documents") or ()}
    stored = StoredFile.objects.filter(public_id=document).first()
    if stored is None or found.register != register or str(document) not in listed:
        raise NotFound("page.unknown")
    answer = as_download(stored)
    answer["Content-Disposition"] = f'attachment; filename="{register}-{stored.digest[:8]}"'
    return answer


@require_safe
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that the registers say of one organisation, on a day."""
    today, question, names = timezone.localdate(), asked(request), shown.Names()
    found = organisation_of(code)
    if not found.confirmed:  # only what an applicant has said of it
        raise NotFound("organisation.unknown", code=code)
    lists, holding, known = [], stack(today), sources()
    narrowed = Asked(question.on, question.known_on, organisation=code)
    for of in definitions().values():
        if of.id not in known:
            continue
        by = known[of.id]
        rows = rows_about(by, narrowed)
        if len(rows):
            lists.append(
                {
                    "head": shown.head(of, holding, names),
                    "count": len(rows),
                    "lines": [shown.line(row, by, names) for row in rows[:OF_ONE]],
                    "more": address_of(narrowed, today) if len(rows) > OF_ONE else "",
                }
            )
    return render(
        request,
        "registers/organisation.html",
        {
            "organisation": found,
            "others": [
                (language, text) for language, text in found.names.items() if text != here(found.names)
            ],
            "kind": say(f"organisation-type.{found.type}"),
            "legal_scheme": shown.code_word("word.legal-scheme", found.legal_scheme),
            "ask": {language: text for language, text in found.contact.items() if language != "email"},
            "rights": [
                _right(what, right)
                for what, right in rights(found, _activities(), question.on, question.known_on).items()
            ],
            "lists": lists,
            "halted": _halted_organisation(lists),
            "units": found.units.filter(confirmed=True),
            "agency": names.known.get(found.quality.get("agency", "")),
            "asked": question,
            "today": today,
            "then": question.on != today or question.known_on is not None,
        },
    )


@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """The programming interface explained to people."""
    described = description()
    return render(
        request,
        "registers/api.html",
        {
            "examples": {
                "download": f"{settings.TANYM.address}/registers/providers.csv?on=2026-09-01",
                "question": f"{settings.TANYM.address}/api/v1/entitled?body=kokzhar&on=2026-09-01",
            },
            "paths": [
                {
                    "path": f"{'POST ' if method == 'post' else ''}/api/v1{path}",
                    "name": operation["operationId"],
                    "about": say(f"api.path.{operation['operationId']}"),
                    "parameters": _own(operation),
                }
                for path, methods in described["paths"].items()
                for method, operation in methods.items()
            ],
            "registers": [(one.id, here(one.words)) for one in definitions().values() if one.id in sources()],
            "kinds": KINDS,
            "per_minute": PER_MINUTE,
            "problems": [
                (code, say(code, **details))
                for code, details in (
                    ("register.unknown", {"register": "…"}),
                    ("register.entry-unknown", {}),
                    ("register.day", {"day": "…"}),
                    ("register.status-unknown", {"status": "…"}),
                    ("api.number", {"name": "page", "given": "…", "most": 200}),
                    ("api.page-unknown", {"number": "…", "last": "…"}),
                    ("api.posts-only", {}),
                    ("api.too-often", {"number": PER_MINUTE}),
                )
            ],
            "licence": settings.TANYM.data_licence,
        },
    )


def _own(get: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (one["name"], say(f"api.parameter.{one['name']}"))
        for one in get["parameters"]
        if one["in"] == "query"
    ]


def _activities() -> list[str]:
    return list(dict.fromkeys(what for one in definitions().values() for what in one.authorises))


def _right(what: str, found: Right) -> dict[str, Any]:
    return {
        "what": shown.code_word("word.activity", what),
        "mark": "none"
        if found.code == "register.no-entry"
        else found.answer.value,  # never asked: no reproach
        "answer": say(f"register.answer.{found.answer}"),
        "because": say(found.code),
        "span": shown.span(found.since, found.until) if found.held else "",
        "entry": found.entries[0].entry if found.entries else None,
    }


def _halted(row: Row, acts: list[shown.Moment], gives: tuple[str, ...]) -> dict[str, Any] | None:
    """What a reader has to know of an entry that gives no right any more: since when, until when, why, what it means."""
    if row.status not in (Status.SUSPENDED, Status.WITHDRAWN, Status.ANNULLED, Status.EXPIRED):
        return None
    act = {Status.SUSPENDED: "suspended", Status.WITHDRAWN: "withdrawn", Status.ANNULLED: "annulled"}.get(
        row.status
    )
    because = next((one for one in reversed(acts) if one.change.act == act), None)
    return {
        "status": row.status.value,
        "title": say(f"register.halted.{row.status}"),
        "because": because,
        "since": because.change.since if because else None,
        "until": row.until if row.status is Status.EXPIRED else because.change.until if because else None,
        "meaning": [
            say(f"register.meaning.{row.status}.{who}") for who in (("learners", "before") if gives else ())
        ],
    }


def _halted_organisation(lists: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of an organisation that are suspended or withdrawn, for the head of its page."""
    return [
        {"line": line, "register": one["head"]}
        for one in lists
        for line in one["lines"]
        if line.row.status in (Status.SUSPENDED, Status.WITHDRAWN) and definition(one["head"].id).authorises
    ]
