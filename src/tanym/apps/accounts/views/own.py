"""The page of one's own account: who one is here, and the personal number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.accounts import identities, numbers
from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.actions.take_back_number import take_back_number
from tanym.apps.accounts.forms import NumberForm
from tanym.apps.accounts.words import say
from tanym.core.kernel.errors import InvalidValue


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here; my number, who was given it; the way to another account of mine."""
    return _page(request, _form(), 200)


@sensitive_post_parameters("personal_number")
@login_required
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give the number. What was typed wrongly is not shown again: it is typed anew, from the card."""
    form = _form(request.POST)
    if form is None:
        raise InvalidValue("number.none-here")
    if form.is_valid():
        try:
            give_number(actor=request.user, at=timezone.now(), typed=form.cleaned_data["personal_number"])
        except InvalidValue as wrong:
            form.add_error("personal_number", say(wrong.code))
        else:
            messages.success(
                request,
                _("Your number is kept, sealed. Nobody sees it without a reason that you can read here."),
            )
            return redirect("accounts:mine")
    return _page(request, form, 422)


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take the number back."""
    take_back_number(actor=request.user, at=timezone.now())
    messages.success(request, _("Your number is erased here."))
    return redirect("accounts:mine")


def _form(given: Any = None) -> NumberForm | None:
    """What asks for the number; None where people have none."""
    here = numbers.kind()
    return NumberForm(here.code, given) if here else None


def _page(request: HttpRequest, form: NumberForm | None, status: int) -> HttpResponse:
    person: Any = request.user
    shown = identities.shown(person)
    context = {
        "form": form,
        "number": shown,
        "twin": shown is not None and identities.same_number(person).exists(),
        "revealed": identities.revelations(person),
    }
    return render(request, "accounts/mine.html", context, status=status)
