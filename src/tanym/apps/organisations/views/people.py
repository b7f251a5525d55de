"""The people of an organisation: who works there in which role, who is invited."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.organisations import queries
from tanym.apps.organisations.actions.add_unit import add_unit
from tanym.apps.organisations.actions.end_role import end_role
from tanym.apps.organisations.actions.give_role import give_role
from tanym.apps.organisations.actions.invite import invite as invite_person
from tanym.apps.organisations.actions.renew_invitation import renew_invitation
from tanym.apps.organisations.actions.withdraw_invitation import withdraw_invitation
from tanym.apps.organisations.forms import InviteForm, RoleForm, UnitForm
from tanym.apps.organisations.models import Invitation, Membership, Organisation
from tanym.apps.organisations.permissions import TABLE, givable, may, may_read_people, permit
from tanym.apps.organisations.sheets import sheet
from tanym.apps.organisations.shown import by_person, invitations_shown
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted

A_PAGE = 50


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The organisations where the reader works: straight to the one, or a choice."""
    held = queries.memberships(request.user, timezone.localdate())
    found = list({m.organisation_id: m.organisation for m in held}.values())
    if len(found) == 1:
        return redirect("organisations:people", found[0].code)
    return render(request, "organisations/mine.html", {"organisations": found})


@login_required
@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who works here, who did, and who is invited."""
    of, today = _readable(request, code), timezone.localdate()
    asked = " ".join(request.GET.get("q", "").split())[:100]
    page = Paginator(by_person(of, today, asked), A_PAGE).get_page(request.GET.get("page"))
    inviting = givable(request.user, of, today, "invite")
    context = {
        "of": of,
        "page": page,
        "asked": asked,
        "query": f"q={asked}&" if asked else "",
        "inviting": inviting,
        "invitations": invitations_shown(of, timezone.now()) if inviting else (),
        "units": of.units.all(),
        "may_add_unit": may(TABLE, "add_unit", request.user, today, at=of),
    }
    return render(request, "organisations/people.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite somebody; the answer holds the link, and no other page ever does."""
    of, today = _readable(request, code), timezone.localdate()
    roles = givable(request.user, of, today, "invite")
    if not roles:
        raise NotPermitted("not-permitted", action="invite")
    form = InviteForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made, secret = invite_person(
            actor=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            organisation=of,
            roles=given["roles"],
            names=given["names"],
            email=given["email"],
            language=given["language"],
            until=given["until"],
            scope=given["scope"],
        )
        return _handed_over(request, of, made, secret)
    status = 422 if form.errors else 200
    return render(request, "organisations/invite.html", {"of": of, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """One person's roles here, now and before; another role is given here."""
    of, today = _readable(request, code), timezone.localdate()
    held = _held(of, public_id)
    roles = givable(request.user, of, today)
    form = RoleForm(request.POST or None, roles=roles) if roles else None
    if request.method == "POST":
        if form is None:
            raise NotPermitted("not-permitted", action="give_role")
        if form.is_valid():
            given = form.cleaned_data
            give_role(
                actor=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
                organisation=of,
                person=held[0].person,
                role=given["role"],
                since=given["since"],
                until=given["until"],
                scope=given["scope"],
            )
            messages.success(request, _("The role is given."))
            return redirect("organisations:person", of.code, public_id)
    ends = may(TABLE, "end_role", request.user, today, at=of, owner=held[0].person)
    context = {
        "of": of,
        "who": held[0].person,
        "held": [m for m in held if m.until is None or m.until >= today],
        "before": [m for m in held if m.until is not None and m.until < today],
        "form": form,
        "ends": ends,
        "helps": ends and form is not None and held[0].person != request.user,
        "today": today,
    }
    return render(request, "organisations/person.html", context, status=422 if form and form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """End one of the person's roles: at once, or with a last day."""
    of = _readable(request, code)
    wanted = request.POST.get("membership", "")
    found = [m for m in _held(of, public_id) if str(m.pk) == wanted]
    if not found:
        raise NotFound("page.unknown")
    given = request.POST.get("last_day", "")
    last_day = _day(given) if given else None
    end_role(actor=request.user, at=timezone.now(), membership=found[0], last_day=last_day)  # type: ignore[arg-type]
    messages.success(request, _("The role has ended.") if last_day is None else _("The last day is set."))
    if queries.people(of).filter(person__public_id=public_id).exists() and may_read_people(
        request.user, of, timezone.localdate()
    ):
        return redirect("organisations:person", of.code, public_id)
    return redirect("organisations:mine")


@never_cache
@login_required
@require_POST
def renew(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """A new link for an invitation; the answer holds it, and no other page ever does."""
    of, found = _invited(request, code, public_id)
    row, secret = renew_invitation(actor=request.user, at=timezone.now(), invitation=found)  # type: ignore[arg-type]
    return _handed_over(request, of, row, secret)


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """Withdraw an invitation."""
    of, found = _invited(request, code, public_id)
    withdraw_invitation(actor=request.user, at=timezone.now(), invitation=found)  # type: ignore[arg-type]
    messages.success(request, _("The invitation is withdrawn, and its link leads nowhere any more."))
    return redirect("organisations:people", of.code)


@login_required
@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Add a faculty, a branch, a department."""
    of = _readable(request, code)
    permit(TABLE, "add_unit", request.user, timezone.localdate(), at=of)
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = add_unit(
            actor=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            organisation=of,
            code=form.cleaned_data["code"],
            names=form.cleaned_data["names"],
        )
        messages.success(request, _("The unit is there. Roles at the organisation hold in it too."))
        return redirect("organisations:people", made.code)
    status = 422 if form.errors else 200
    return render(request, "organisations/unit.html", {"of": of, "form": form}, status=status)


def _readable(request: HttpRequest, code: str) -> Organisation:
    found = queries.organisation(code)
    if not may_read_people(request.user, found, timezone.localdate()):
        raise NotPermitted("not-permitted", action="read_people")
    return found


def _held(of: Organisation, public_id: uuid.UUID) -> list[Membership]:
    found = list(queries.people(of).filter(person__public_id=public_id))
    if not found:
        raise NotFound("page.unknown")
    return found


def _invited(request: HttpRequest, code: str, public_id: uuid.UUID) -> tuple[Organisation, Invitation]:
    of, found = _readable(request, code), queries.invitation(public_id)
    if found.organisation_id != of.pk:
        raise NotFound("page.unknown")
    return of, found


def _day(given: str) -> Any:
    try:
        found = parse_date(given)
    except ValueError:
        found = None
    if found is None:
        raise InvalidValue("cell.day")
    return found


def _handed_over(request: HttpRequest, of: Organisation, invitation: Invitation, secret: str) -> HttpResponse:
    context = {"of": of, "sheets": [sheet(invitation, secret)], "back": "organisations:people"}
    return render(request, "organisations/sheets.html", context, status=201)
