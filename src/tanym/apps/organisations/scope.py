"""What a limited role covers: some sectors, some micro-qualifications, some programmes, or everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tanym.core.kernel.errors import InvalidValue

KEYS = ("sectors", "micro_qualifications", "programmes")
LARGEST = 100

About = Mapping[str, Iterable[str]]
"""What a thing is about: {"sectors": ["logistics"], "micro_qualifications": ["loading-supervision"]}."""


def covers(scope: Mapping[str, Iterable[str]], about: About | None) -> bool:
    """Whether a role with this scope covers a thing: an unlimited one covers everything, a limited one what it names.

    One match of any kind is enough. Where nothing is said about the thing, a limited role does not cover it.
    """
    if not scope:
        return True
    return any(set(scope.get(key, ())) & set((about or {}).get(key, ())) for key in KEYS)


def checked(scope: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """A scope as it is kept: known keys, short codes, no doubles, nothing empty. Raises `InvalidValue("organisation.scope")`."""
    clean = {key: sorted({str(code).strip() for code in codes} - {""}) for key, codes in scope.items()}
    clean = {key: codes for key, codes in clean.items() if codes}
    wrong = set(clean) - set(KEYS)
    if wrong or any(len(codes) > LARGEST or max(map(len, codes)) > LARGEST for codes in clean.values()):
        raise InvalidValue("organisation.scope")
    return clean
