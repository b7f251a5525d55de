"""A procedure of a draft as two tables and a picture, and beginning a new version of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts.words import say
from tanym.apps.workshop.actions.begin_procedure import begin_procedure
from tanym.apps.workshop.desk import Desk, desk_of
from tanym.apps.workshop.diagram import picture, ranks
from tanym.apps.workshop.file_words import procedure_words
from tanym.apps.workshop.forms.acts import read_day
from tanym.apps.workshop.forms.choices import Choices
from tanym.apps.workshop.forms.field import cite_fields, read_cite
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.kernel.localized import choose
from tanym.core.rules.entries import Place, entries
from tanym.core.rules.types import ValueType
from tanym.rulepacks.sentences import amount


@require_http_methods(["GET", "POST"])
def procedure(request: HttpRequest, public_id: Any, file: str) -> HttpResponse:
    """A procedure as two tables and a picture: stages, steps, documents, clocks."""
    desk = desk_of(public_id, request.user)
    own = desk.files.get(file)
    table = own or next((one.files[file] for one in reversed(desk.packs) if file in one.files), None)
    if table is None or not file.endswith(".procedure.toml"):
        raise NotFound("procedure.unknown", procedure=file)
    choices = Choices(desk.pack, desk.packs, desk.language, file)
    if own is None:
        choices.table = table
    error = ""
    if request.method == "POST":
        try:
            begun = _begin(request, desk, table)
        except InvalidValue as wrong:
            error = say(wrong.code, **wrong.details)
        else:
            return redirect("workshop:procedure", desk.draft.public_id, begun)
    writes = desk.writes and own is not None
    far = ranks(table)
    stages = sorted(table.get("stage", {}).items(), key=lambda one: far.get(one[0], 99))
    return render(
        request,
        "workshop/procedure.html",
        {
            "draft": desk.draft,
            "desk": desk,
            "file": file,
            "title": choose(procedure_words(table), desk.language)[0],
            "head": Place(file, "procedure", "procedure").key,
            "since": table["procedure"].get("since"),
            "stages": [_stage(desk, choices, file, name, row) for name, row in stages],
            "steps": [_step(desk, choices, place, row) for place, row in _steps(file, table)],
            "documents": [
                _named(desk, choices, file, "document", name, row)
                for name, row in table.get("document", {}).items()
            ],
            "clocks": [
                _clock(desk, choices, file, name, row) for name, row in table.get("clock", {}).items()
            ],
            "parties": [
                _named(desk, choices, file, "party", name, row)
                for name, row in table.get("party", {}).items()
            ],
            "picture": picture(table, dict(choices.named("stages"))),
            "writes": writes,
            "begins": desk.writes and (own is None or file in desk.base),
            "cite": cite_fields(
                choices, "cite", *(request.POST.get(f"cite-{one}", "") for one in ("source", "place", "mark"))
            ),
            "typed": {"since": request.POST.get("since", ""), "reason": request.POST.get("reason", "")},
            "error": error,
            "faults": desk.faults_of(Place(file, "procedure", "procedure")),
        },
        status=422 if error else 200,
    )


def _begin(request: HttpRequest, desk: Desk, table: Mapping[str, Any]) -> str:
    since = read_day(request.POST.get("since", ""), None)
    if since is None:
        raise InvalidValue("draft.day", text="")
    return begin_procedure(
        actor=request.user,
        at=timezone.now(),
        draft=desk.draft,
        procedure=str(table["procedure"].get("id", "")),
        since=since,
        citation=read_cite(request.POST, "cite"),
        reason=request.POST.get("reason", ""),
    )


def _steps(file: str, table: Mapping[str, Any]) -> list[tuple[Place, Mapping[str, Any]]]:
    far = ranks(table)
    rows = [
        (place, row)
        for place, row in entries({file: table}).items()
        if place.kind == "step" and isinstance(row, Mapping)
    ]

    def first(row: Mapping[str, Any]) -> int:
        listed = row.get("from")
        origins = listed if isinstance(listed, list | tuple) else ()
        return min((far.get(str(one), 99) for one in origins), default=99)

    return sorted(rows, key=lambda one: first(one[1]))


def _named(desk: Desk, choices: Choices, file: str, kind: str, name: str, row: Any) -> dict[str, Any]:
    place = Place(file, kind, name)
    row = row if isinstance(row, Mapping) else {}
    verbs = dict(choices.named("verbs"))
    return {
        "key": place.key,
        "title": choices.words(row.get("words"), name),
        "from": choices.row_words("party", str(row.get("from", ""))),
        "step": verbs.get(str(row.get("needed_for", "")), str(row.get("needed_for", ""))),
        "changed": desk.differs(place),
        "faults": desk.faults_of(place),
    }


def _stage(desk: Desk, choices: Choices, file: str, name: str, row: Any) -> dict[str, Any]:
    made = _named(desk, choices, file, "stage", name, row)
    row = row if isinstance(row, Mapping) else {}
    waits, clock = str(row.get("waits_for", "")), str(row.get("clock", ""))
    return made | {
        "end": bool(row.get("end")),
        "waits": dict(choices.named("waits")).get(waits, waits),
        "clock": choices.clock_words(clock) if clock else "",
        "no_clock": row.get("no_clock", ""),
    }


def _step(desk: Desk, choices: Choices, place: Place, row: Mapping[str, Any]) -> dict[str, Any]:
    stages, actors = dict(choices.named("targets")), dict(choices.named("actors"))

    def some(member: str, words: Mapping[str, str]) -> list[str]:
        listed = row.get(member)
        return [words.get(str(one), str(one)) for one in listed] if isinstance(listed, list | tuple) else []

    guards = row.get("guards") if isinstance(row.get("guards"), list | tuple) else []
    return {
        "key": place.key,
        "title": choices.words(row.get("words"), place.name),
        "from": some("from", stages),
        "to": stages.get(str(row.get("to", "")), str(row.get("to", ""))),
        "by": some("by", actors),
        "guards": [
            choices.say("guard-asks", str(one.get("name") if isinstance(one, Mapping) else one))
            for one in guards or ()
        ],
        "changed": desk.differs(place),
        "faults": desk.faults_of(place),
    }


def _clock(desk: Desk, choices: Choices, file: str, name: str, row: Any) -> dict[str, Any]:
    made = _named(desk, choices, file, "clock", name, row)
    row = row if isinstance(row, Mapping) else {}
    value = str(row.get("lasts", ""))
    home = next(
        (path for path, content in desk.files.items() if value in (content.get("value") or {})), "terms.toml"
    )
    return made | {
        "title": choices.value_name(value) if value else name,
        "length": _length(desk, value),
        "value_key": Place(home, "value", value).key if value else "",
        "tacit": choices.words(row.get("tacit"), "") if isinstance(row.get("tacit"), Mapping) else "",
        "extends": _length(desk, str(row.get("extends", ""))),
        "expiry": dict(choices.named("expiries")).get(str(row.get("on_expiry", "")), ""),
    }


def _length(desk: Desk, value: str) -> str:
    """The length that a value gives here, in words; empty where nobody gives it."""
    resolved = desk.stack.value(value) if desk.stack and value else None
    return amount(ValueType.PERIOD, resolved, desk.language) if resolved is not None else ""
