"""Personal numbers as they are kept: read by the kind of the country, sealed, and compared by keyed digests."""

from __future__ import annotations

from django.conf import settings

from tanym.apps.accounts.models import Identity, Person
from tanym.apps.audit.secrets_kept import marks, seal, unseal
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.personal_number import NumberKind, PersonalNumber
from tanym.rulepacks.personal_numbers import KINDS

PURPOSE = "personal numbers"


def kind() -> NumberKind | None:
    """The kind of number that people of this installation's country have; None where it has none."""
    return KINDS.get(settings.TANYM.jurisdiction)


def read(typed: str, person: Person) -> PersonalNumber:
    """The number as somebody types it for themselves.

    Raises `InvalidValue`: `number.none-here`, as the kind reads it, and `number.other-birth-date` where the number holds
    another day of birth than the account.
    """
    here = kind()
    if here is None:
        raise InvalidValue("number.none-here")
    number = here.read(typed)
    if number.born_on and person.birth_date and number.born_on != person.birth_date:
        raise InvalidValue("number.other-birth-date")
    return number


def keep(identity: Identity, number: PersonalNumber) -> None:
    """Put the number into the row, sealed and marked with the secret of today; the caller saves it."""
    identity.kind = number.kind
    identity.sealed = seal(number.digits, _name(identity.person))
    identity.mark = marks_of(number)[0]


def opened(identity: Identity) -> PersonalNumber:
    """The number itself: only for `actions`, which journal it where it goes out. Raises as `unseal`."""
    return _read_kept(identity.kind, unseal(identity.sealed, _name(identity.person)))


def move_seal(identity: Identity, before: Person) -> None:
    """Seal a number that was `before`'s under the name of the person whose it is now; where it is that already, nothing."""
    try:
        opened(identity)
    except InvalidValue:
        keep(identity, _read_kept(identity.kind, unseal(identity.sealed, _name(before))))
        identity.save(update_fields=["sealed", "mark"])


def marks_of(number: PersonalNumber) -> tuple[str, ...]:
    """The digests of a number under every secret at hand, that of today first."""
    return marks(f"{number.kind}:{number.digits}", PURPOSE)


def _name(person: Person) -> str:
    """The name under which a number is sealed, so that no two of them can be exchanged."""
    return f"accounts.identity:{person.public_id}"


def _read_kept(code: str, digits: str) -> PersonalNumber:
    for one in KINDS.values():
        if one.code == code:
            return one.read(digits)
    return PersonalNumber(code, digits)  # of a kind that this version no longer knows
