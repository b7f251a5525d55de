"""Acting as an invented person: the pages of the case, exactly as they are, under an address that names rehearsal and person."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, get_script_prefix, set_script_prefix
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import activate
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.rehearsed import case_in
from tanym.apps.rehearsal.banner import banner
from tanym.apps.rehearsal.owning import under_way
from tanym.apps.rehearsal.scope import page_in
from tanym.apps.rehearsal.staging import on_stage
from tanym.core.kernel.errors import NotFound, NotPermitted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: uuid.UUID, place: int, language: str, inner: str) -> HttpResponse:
    """Show a page of the rehearsal's own case as the invented person sees it, or do there what the person does.

    Only the officer of the rehearsal gets here, only as a person of just this rehearsal, only on pages of just its case:
    an address outside of it is left to the officer as themself, an act outside of it is refused (`rehearsal.outside`).
    """
    row = under_way(public_id, request.user, timezone.localdate())
    player = row.players.select_related("person").filter(place=place).first()
    if player is None or language not in dict(settings.LANGUAGES):
        raise NotFound("page.unknown")
    activate(language)
    case, path = case_in(row.public_id), f"/{language}/{inner}"
    match = page_in(case, path)
    if match is None:
        if request.method == "POST":
            raise NotPermitted("rehearsal.outside")
        asked = f"?{urlencode(request.GET, doseq=True)}" if request.GET else ""
        return HttpResponseRedirect(path + asked)
    with on_stage(row):
        request.rehearsal = banner(row, case, player)  # type: ignore[attr-defined]
        with _as(request, player.person, f"rehearsals/{row.public_id}/as/{place}/", path, match):
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
            if callable(render := getattr(answer, "render", None)):
                render()
    return answer


@contextmanager
def _as(request: HttpRequest, person: Person, under: str, path: str, match: ResolverMatch) -> Iterator[None]:
    """The request as if that person had sent it to that page; every address that the page makes lies under the rehearsal."""
    kept: dict[str, Any] = {name: getattr(request, name) for name in ("user", "path_info", "resolver_match")}
    prefix = get_script_prefix()
    request.user, request.path_info, request.resolver_match = person, path, match
    set_script_prefix(prefix + under)
    try:
        yield
    finally:
        set_script_prefix(prefix)
        for name, value in kept.items():
            setattr(request, name, value)
