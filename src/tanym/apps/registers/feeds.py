"""Feeds of changes: Atom at addresses that last, in the language that is asked for."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override

from tanym.apps.accounts.words import day, say
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.changes import Changed, archives, within
from tanym.apps.registers.models import FeedArchive
from tanym.apps.registers.problems import reading
from tanym.apps.registers.queries import definition, definitions
from tanym.apps.registers.sources import source
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.registers import atom

A_MOMENT, AN_HOUR = 60, 3600  # seconds


@reading
def current(request: HttpRequest, register: str = "") -> HttpResponse:
    """The newest changes of a register, or of all; what is older stands in the archives that it leads to."""
    _known(register)
    closed, recent = archives(register)
    previous = closed[-1].number if closed else 0
    return _answer(request, register, recent, previous=previous, seconds=A_MOMENT)


@reading
def archive(request: HttpRequest, number: int, register: str = "") -> HttpResponse:
    """A closed part of a feed. Only its link to the next one is added, once."""
    _known(register)
    closed, _ = archives(register)
    if not 1 <= number <= len(closed):
        raise NotFound("page.unknown")
    part = closed[number - 1]
    following = number + 1 if number < len(closed) else 0
    return _answer(
        request,
        register,
        within(part),
        part=part,
        previous=number - 1,
        following=following,
        seconds=AN_HOUR,
    )


def feed_address(register: str = "", number: int = 0, language: str = "") -> str:
    """The whole address of a feed, or of a closed part of it."""
    name = f"registers-{'archive' if number else 'feed'}{'' if register else '-all'}"
    path = reverse(name, args=[one for one in (register, number) if one])
    asked = f"?lang={language}" if language and language != settings.LANGUAGE_CODE else ""
    return f"{settings.TANYM.address}{path}{asked}"


def page_address(path: str, language: str) -> str:
    """The whole address of a page in a language; `path` stands without one, as letters keep it."""
    return f"{settings.TANYM.address}/{language}{path}"


def _known(register: str) -> None:
    if register:
        definition(register)
        source(register)


def _answer(
    request: HttpRequest,
    register: str,
    changes: list[Changed],
    *,
    seconds: int,
    part: FeedArchive | None = None,
    previous: int = 0,
    following: int = 0,
) -> HttpResponse:
    asked = request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else settings.LANGUAGE_CODE
    newest = changes[-1].row.at if changes else _beginning(register)
    host = urlsplit(settings.TANYM.address).netloc
    with override(language):
        made = atom.write(
            atom.Feed(
                id=atom.tag(host, "registers", *([register] if register else []), "changes", language),
                title=_title(register, language),
                language=language,
                updated=newest,
                author=_author(register, language),
                address=feed_address(register, part.number if part else 0, language),
                page=page_address(f"/registers/{register}/" if register else "/registers/", language),
                entries=[_entry(one, language, host) for one in reversed(changes)],
                current=feed_address(register, 0, language) if part else "",
                previous=feed_address(register, previous, language) if previous else "",
                following=feed_address(register, following, language) if following else "",
            )
        )
    etag = f'"{hashlib.sha256(made).hexdigest()[:32]}"'
    response = HttpResponse(made, content_type=atom.MEDIA_TYPE)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(newest.timestamp())
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    answered = get_conditional_response(
        request, etag=etag, last_modified=int(newest.timestamp()), response=response
    )
    assert answered is not None
    return answered


def _entry(changed: Changed, language: str, host: str) -> atom.FeedEntry:
    row = changed.row
    named = choose(row.titles, language)[0] or _title(changed.register, language)
    done = say(f"register.act.{row.act}", language)
    scheme = f"{settings.TANYM.address}/registers/"
    return atom.FeedEntry(
        id=entry_id(changed, host),
        title=f"{named}: {done}",
        updated=row.at,
        address=page_address(row.address, language),
        lines=_lines(changed, done, language),
        kinds=(
            (scheme, changed.register, _title(changed.register, language)),
            (f"{scheme}acts", row.act, done),
        ),
    )


def entry_id(changed: Changed, host: str) -> str:
    """The lasting identifier of a change, the same in every feed and language."""
    return atom.tag(host, "registers", changed.register, changed.row.id, str(changed.row.number))


def _lines(changed: Changed, done: str, language: str) -> list[atom.Line]:
    row = changed.row
    lines = [
        atom.Line(say("register.feed.register", language), _title(changed.register, language)),
        atom.Line(say("register.feed.act", language), done),
        atom.Line(say("register.feed.number", language), str(row.number)),
    ]
    if row.since:
        lines.append(atom.Line(say("register.feed.since", language), day(row.since, language), row.since))
    if row.until:
        lines.append(atom.Line(say("register.feed.until", language), day(row.until, language), row.until))
    if reason := choose(row.reason, language)[0]:
        lines.append(atom.Line(say("register.feed.reason", language), reason))
    return lines


def _title(register: str, language: str) -> str:
    if not register:
        return say("register.feed.all", language)
    return choose(definition(register).words, language)[0]


def _author(register: str, language: str) -> str:
    if not register:
        return say("register.feed.platform", language)
    try:
        return choose(organisation(definition(register).keeper).names, language)[0]
    except NotFound:  # an installation whose keeper has no page yet
        return definition(register).keeper


def _beginning(register: str) -> datetime:
    """When a feed without changes was updated last: on the day since which the register is kept."""
    since = min(one.kept_since for name, one in definitions().items() if name == register or not register)
    return datetime.combine(since, time.min, tzinfo=UTC)
