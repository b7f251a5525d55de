"""How often one person, or one network address, may write."""

from __future__ import annotations

from django.http import HttpRequest

from tanym.apps.accounts import pace
from tanym.core.kernel.errors import Refused

MINUTES = 10
MOST_BY_A_PERSON = 12
MOST_FROM_AN_ADDRESS = 60
MOST_ACCOUNTS_FROM_AN_ADDRESS = 8


def slow_down(request: HttpRequest) -> None:
    """Count one writing. Raises `Refused("consultation.too-fast")` for more than a person writes by hand."""
    by_person = pace.note("consultation-person", str(request.user.pk), MINUTES * 60)
    by_address = pace.note("consultation-address", pace.network_address(request), MINUTES * 60)
    if by_person > MOST_BY_A_PERSON or by_address > MOST_FROM_AN_ADDRESS:
        raise Refused("consultation.too-fast", minutes=MINUTES)


def slow_down_registration(request: HttpRequest) -> None:
    """Count one new account. Raises `Refused("consultation.too-many-accounts")`."""
    made = pace.note("consultation-account", pace.network_address(request), 60 * 60)
    if made > MOST_ACCOUNTS_FROM_AN_ADDRESS:
        raise Refused("consultation.too-many-accounts")
