"""Standards that hypothesis makes: every form that a document can carry, in one language or in three."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tanym.core.standards.standard import (
    ADDITIONAL,
    MANDATORY,
    RECOGNITIONS,
    Chapter,
    LabourFunction,
    OccupationalStandard,
    ProfessionCard,
    Skill,
    Term,
)

FIRST = {"kk": "үлгі", "ru": "пример", "en": "sample"}
LETTERS = "абвгдежзиклмнопрстуфхцшщыэюяәғқңөұүһі"


def _line(number: int, language: str) -> str:
    """Two words that stand for a number: no two numbers, no two languages share them."""
    letters = ""
    while number or len(letters) < 3:
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return f"{FIRST[language]} {letters}"


CODE = st.from_regex(r"[A-Z][A-Z0-9]{2,8}", fullmatch=True)


def texts(languages: tuple[str, ...]) -> st.SearchStrategy[Mapping[str, str]]:
    """A text in these languages."""
    numbers = st.integers(0, 10**5)
    return numbers.map(lambda number: {language: _line(number, language) for language in languages})


def _distinct(one: st.SearchStrategy[Any], least: int, most: int, key: Any = str) -> st.SearchStrategy[Any]:
    return st.lists(one, min_size=least, max_size=most, unique_by=key).map(tuple)


def standards(
    languages: tuple[str, ...] = ("ru",), annex: bool = True
) -> st.SearchStrategy[OccupationalStandard]:
    """A whole standard."""
    text = texts(languages)
    maybe = st.one_of(st.just({}), text)
    skill = st.builds(
        Skill, text, st.sampled_from(RECOGNITIONS), _distinct(text, 1, 3), _distinct(text, 1, 2)
    )
    function = st.builds(
        LabourFunction,
        text,
        st.sampled_from([MANDATORY, ADDITIONAL]),
        _distinct(skill, 1, 2, lambda s: str(s.text)),
    )
    functions = st.tuples(
        st.builds(LabourFunction, text, st.just(MANDATORY), _distinct(skill, 1, 2, lambda s: str(s.text))),
        _distinct(function, 0, 2, lambda f: str(f.text)),
    ).map(lambda pair: (pair[0], *(one for one in pair[1] if one.text != pair[0].text)))
    card = st.builds(
        ProfessionCard,
        group_code=st.from_regex(r"[1-9][0-9]{3}-[0-9]", fullmatch=True),
        title=text,
        level=st.integers(1, 8),
        occupation_code=st.one_of(st.none(), st.from_regex(r"[1-9]{4}-[0-9]-[0-9]{3}", fullmatch=True)),
        sublevel=st.one_of(st.none(), st.from_regex(r"[1-8]\.[1-4]", fullmatch=True)),
        tariff=maybe, education_level=maybe, speciality=maybe, qualification=maybe, experience=maybe,
        nonformal=maybe, other_titles=_distinct(text, 0, 2), purpose=text, functions=functions,
        personal=maybe, regulations=maybe, related=maybe,
    )  # fmt: skip
    term = st.builds(Term, text, text)
    return st.builds(
        OccupationalStandard,
        code=CODE, name=text, description=text, section=maybe, division=maybe, group=maybe, class_=maybe,
        subclass=maybe, preface=maybe, scope=text, terms=_distinct(term, 0, 2, lambda t: str(t.name)),
        abbreviations=_distinct(term, 0, 2, lambda t: str(t.name)),
        cards=_distinct(card, 1, 2, lambda c: str(c.title)),
        annex=_distinct(st.builds(Chapter, text, maybe), 0, 1) if annex else st.just(()),
    )  # fmt: skip
