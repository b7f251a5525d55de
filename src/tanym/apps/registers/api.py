"""The programming interface of the registers, version 1."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest

from tanym.apps.registers.asking import asked
from tanym.apps.registers.columns import columns
from tanym.apps.registers.finding import find
from tanym.apps.registers.open_data.cells import plain, plain_change
from tanym.apps.registers.open_data.heads import head, plain_rows
from tanym.apps.registers.openapi import description
from tanym.apps.registers.problems import answered, reading
from tanym.apps.registers.queries import definition, definitions
from tanym.apps.registers.sources import source, sources
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.registers.definition import Definition

A_PAGE, MOST = 50, 200


@reading
def index(request: HttpRequest) -> Any:
    """Where everything is."""
    address = f"{settings.TANYM.address}/api/v1"
    return answered(
        request,
        {
            "openapi": f"{address}/openapi.json",
            "registers": f"{address}/registers",
            "entitled": f"{address}/entitled",
            "documentation": f"{settings.TANYM.address}/registers/api/",
        },
    )


@reading
def openapi(request: HttpRequest) -> Any:
    """The description of the interface (OpenAPI 3.1)."""
    return answered(request, description())


@reading
def registers(request: HttpRequest) -> Any:
    """Every register: what it is, who keeps it, where its entries and its downloads are."""
    known = sources()
    found = [_register(one) for one in definitions().values() if one.id in known]
    return answered(request, {"licence": settings.TANYM.data_licence, "registers": found})


@reading
def register(request: HttpRequest, register: str) -> Any:
    """A page of the entries of a register, as they stood on a day."""
    of, by, question = definition(register), source(register), asked(request)
    number, size = _number(request, "page", 1), _number(request, "size", A_PAGE, MOST)
    found = find(by, question)
    pages = Paginator(found.rows, size)
    if number > pages.num_pages:
        raise NotFound("api.page-unknown", number=number, last=pages.num_pages)
    here = pages.page(number)
    links = {"self": _address(request, number), "first": _address(request, 1)}
    if here.has_previous():
        links["prev"] = _address(request, number - 1)
    if here.has_next():
        links["next"] = _address(request, number + 1)
    links["last"] = _address(request, pages.num_pages)
    return answered(
        request,
        {
            **head(of, question),
            "count": pages.count,
            "statuses": found.statuses,
            "page": number,
            "pages": pages.num_pages,
            "links": links,
            "entries": list(plain_rows(here.object_list, columns(by.columns))),
        },
        links,
    )


@reading
def entry(request: HttpRequest, register: str, id: str) -> Any:
    """One entry as it stood on a day."""
    of, by, question = definition(register), source(register), asked(request)
    row = by.row(id, question.on, question.known_on)
    links = {"history": f"{settings.TANYM.address}/api/v1/registers/{register}/{row.id}/history"}
    found = plain(row, columns(by.columns), settings.TANYM.address)
    return answered(request, {**head(of, question), "entry": found, "links": links}, links)


@reading
def history(request: HttpRequest, register: str, id: str) -> Any:
    """What was done with an entry, the oldest act first."""
    of, by, question = definition(register), source(register), asked(request)
    after = _number(request, "after", 0)
    row = by.row(id, question.on, None)
    acts = by.changes(row.id, after, A_PAGE)
    links = {"entry": f"{settings.TANYM.address}/api/v1/registers/{register}/{row.id}"}
    if len(acts) == A_PAGE:
        links["next"] = f"{settings.TANYM.address}{request.path}?after={acts[-1].number}"
    return answered(
        request,
        {
            "register": of.id,
            "id": row.id,
            "titles": dict(row.titles),
            "links": links,
            "changes": [plain_change(one, settings.TANYM.address) for one in acts],
        },
        links,
    )


@reading
def unknown(request: HttpRequest, **_named: Any) -> Any:
    """An address of the interface that there is not."""
    raise NotFound("api.unknown")


def _register(of: Definition) -> dict[str, Any]:
    address = settings.TANYM.address
    return {
        "id": of.id,
        "titles": dict(of.words),
        "about": dict(of.about),
        "keeper": of.keeper,
        "basis": list(of.basis),
        "kept_since": of.kept_since.isoformat(),
        "columns": list(source(of.id).columns),
        "page": f"{address}/registers/{of.id}/",
        "entries": f"{address}/api/v1/registers/{of.id}",
        "downloads": {
            ending: f"{address}/registers/{of.id}.{ending}" for ending in ("csv", "json", "jsonld")
        },
        "schema": f"{address}/registers/{of.id}.schema.json",
    }


def _number(request: HttpRequest, name: str, usual: int, most: int = 10**12) -> int:
    given = request.GET.get(name, "")
    if not given:
        return usual
    if (
        not given.isascii()
        or not given.isdigit()
        or len(given) > 12
        or not int(bool(usual)) <= int(given) <= most
    ):
        raise InvalidValue("api.number", name=name, given=given[:20], most=most)
    return int(given)


def _address(request: HttpRequest, page: int) -> str:
    kept = [
        (name, value) for name, values in request.GET.lists() if name != "page" for value in values if value
    ]
    query = urlencode([*kept, ("page", str(page))])
    return f"{settings.TANYM.address}{request.path}?{query}"
