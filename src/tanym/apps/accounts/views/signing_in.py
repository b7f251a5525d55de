"""Pages of sign-in and personal choices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tanym.apps.accounts.forms import TOO_OFTEN, SignInForm
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import sample_people
from tanym.core.kernel.errors import NotFound


class SignIn(LoginView):
    """Sign in by name and password; in the sample country also by a click on a person."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = sample_people() if settings.TANYM.sample else Person.objects.none()
        return {**super().get_context_data(**kwargs), "people": people}

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what was wrong: 422, or 429 where it was tried too often."""
        status = 429 if form.has_error(NON_FIELD_ERRORS, TOO_OFTEN) else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as a person of the sample country. Where no sample country runs, there is no such page."""
    person = Person.objects.filter(username=request.POST.get("username", "")).exclude(hint={}).first()
    if not settings.TANYM.sample or person is None:
        raise NotFound("person.unknown")
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_next(request, "site:desk"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("site:home")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device; kept with the person, or in the session of a visitor."""
    chosen = request.POST.get("theme", "")
    chosen = chosen if chosen in ("light", "dark") else ""
    request.session["theme"] = chosen
    if request.user.is_authenticated:
        Person.objects.filter(pk=request.user.pk).update(theme=chosen)
    return redirect(_next(request, "site:home"))


def _next(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else reverse(otherwise)
