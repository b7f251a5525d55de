"""The links by which a new password is chosen: signed, for one hour, for the password that stands now."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.models import Person


class LinkTokens(PasswordResetTokenGenerator):
    """Django's tokens: each holds a digest of password, last sign-in and address, so whatever changes one of them ends it.

    Valid for `PASSWORD_RESET_TIMEOUT` seconds. Secrets of earlier days count no more: an hour is soon over.
    """

    key_salt = "tanym.apps.recovery"

    def __init__(self) -> None:
        super().__init__()
        self.secret_fallbacks = []


TOKENS = LinkTokens()


def link(person: Person, language: str) -> str:
    """The address at which this person chooses a new password. Its host is the installation's own, whatever a request says."""
    with override(language):
        path = reverse("recovery:new", args=[person.public_id.hex, TOKENS.make_token(person)])
    return f"{settings.TANYM.address}{path}"


def person_of(name: str) -> Person | None:
    """The person whom a link names, where they can sign in at all."""
    try:
        known = UUID(hex=name)
    except ValueError:
        return None
    return Person.objects.filter(public_id=known, is_active=True).first()
