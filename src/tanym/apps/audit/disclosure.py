"""Which acts may be shown to the public: each room says it of its own when Django starts. Of all others: none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest

from tanym.apps.audit.models import Act


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Acts on things of a kind. `listed`: found by their number; otherwise only who knows the thing's identifier sees them."""

    prefix: str
    predicate: Callable[[Act], bool]
    listed: bool
    page: Callable[[Act], str] | None


_DISCLOSED: dict[str, Disclosure] = {}


def register(
    prefix: str,
    predicate: Callable[[Act], bool],
    *,
    listed: bool = True,
    page: Callable[[Act], str] | None = None,
) -> None:
    """Let acts whose subject begins with `prefix` (`room.thing:`) be shown where `predicate` holds. For `AppConfig.ready`.

    `page` gives the address of the public page of the thing, in the reader's language.

    What is shown is all of the act but who acted, whose mark stands in its place: see that `details` suits the public.
    """
    _DISCLOSED[prefix] = Disclosure(prefix, predicate, listed, page)


def page_of(act: Act) -> str:
    """The address of the public page of the thing that an act is about; empty where its room has named none."""
    kind, colon, _ = act.subject.partition(":")
    rule = _DISCLOSED.get(kind + colon)
    return rule.page(act) if rule and rule.page else ""


def is_disclosed(act: Act, known: str = "") -> bool:
    """Whether this act may be shown to somebody who gives `known` as the identifier of its thing."""
    kind, colon, identifier = act.subject.partition(":")
    rule = _DISCLOSED.get(kind + colon)
    if rule is None or act.erased_by is not None or not rule.predicate(act):
        return False
    return rule.listed or (bool(identifier) and compare_digest(identifier.encode(), known.encode()))
