"""Reads one profession card: fields, the list of functions, then each function with its skills."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tanym.core.standards.blocks import NOTHING, Place, Structure, numbered, plain
from tanym.core.standards.standard import (
    ADDITIONAL,
    LEVELS,
    MANDATORY,
    LabourFunction,
    ProfessionCard,
    Skill,
    Text,
)
from tanym.core.standards.tokens import Token

LINES = ("group_code", "occupation_code", "sublevel")
TEXTS = ("tariff", "education_level", "speciality", "qualification", "experience", "nonformal", "purpose")
RARE = ("personal", "regulations", "related")
"""Rows that stand on some cards only."""
FIELDS = frozenset({*LINES, *TEXTS, *RARE, "title", "level", "other_titles", MANDATORY, ADDITIONAL})
HEADS = frozenset({"education", "functions"})
"""Headings over rows: they hold nothing themselves."""
LISTS = frozenset({"abilities", "knowledge"})
COUNTED = frozenset({"function", "skill"})
NAMES = FIELDS | HEADS | LISTS | COUNTED | {"recognition"}

Tell = Callable[[str, Place, str, str], None]
"""Notes a fault: code, place, what was found, what was expected."""


@dataclass(slots=True)
class _Said:
    """What stands under a label."""

    place: Place
    lines: list[str] = field(default_factory=list)
    blank: bool = False


@dataclass(slots=True)
class _Part:
    """A function or a skill as it is being read."""

    place: Place
    number: int | None
    lines: list[str]
    said: dict[str, _Said] = field(default_factory=dict)
    skills: list[_Part] = field(default_factory=list)


class CardReading:
    """The reading of one card, token by token."""

    def __init__(self, structure: Structure, place: Place, title: str, tell: Tell) -> None:
        self.structure = structure
        self.place = place
        self.title = title  # as the line above the table names the profession
        self.tell = tell
        self.said: dict[str, _Said] = {}
        self.functions: list[_Part] = []
        self.open: list[str] | None = None
        self.holder: _Said | None = None

    def holds(self, name: str) -> bool:
        """Whether the card has this row already."""
        return name in self.said

    def take(self, token: Token) -> None:
        """Read on."""
        if not token.name:
            self._text(token)
        elif token.name in HEADS:
            self.open = self.holder = None
            if token.name == "education":  # the words may stand under the heading itself
                self.holder = self.said.setdefault("education", _Said(token.place))
                self.open = self.holder.lines
            self._rest(token)
        elif token.name == "function":
            part = _Part(token.place, token.number, [])
            self.functions.append(part)
            self.open, self.holder = part.lines, None
            self._rest(token)
        elif token.name in FIELDS:
            self._label(self.said, token)
        else:
            self._in_function(token)

    def _in_function(self, token: Token) -> None:
        above = self.functions[-1] if self.functions else None
        if token.name == "skill" and above is not None:
            part = _Part(token.place, token.number, [])
            above.skills.append(part)
            self.open, self.holder = part.lines, None
            self._rest(token)
        elif token.name != "skill" and above is not None and above.skills:
            self._label(above.skills[-1].said, token)
        else:
            wanted = "function" if token.name == "skill" or above is None else "skill"
            self.tell(
                "standard.out-of-place", token.place, self._label_of(token.name), self._label_of(wanted)
            )
            self.open, self.holder = [], None  # what follows belongs to the misplaced label, which is told

    def _label(self, said: dict[str, _Said], token: Token) -> None:
        if token.name in said:
            self.tell("standard.twice", token.place, self._label_of(token.name), "")
        self.holder = said[token.name] = _Said(token.place)
        self.open = self.holder.lines
        self._rest(token)

    def _rest(self, token: Token) -> None:
        if token.text:
            self._text(Token("", token.text, token.place))

    def _text(self, token: Token) -> None:
        if token.blank:
            if self.holder is not None and not self.holder.lines:
                self.holder.blank = True
        elif token.stray or self.open is None:
            self.tell("standard.text-without-label", token.place, token.text, "")
            if token.stray:
                self.open, self.holder = [], None  # the rest of the row belongs to it
        else:
            self.open.append(token.text)

    # --- what was read, as values -------------------------------------------------------------

    def card(self) -> ProfessionCard | None:
        """The card; None, with the faults told, where something is missing or can't be understood."""
        self._education()
        for name in sorted((FIELDS - set(RARE) - {ADDITIONAL}) - self.said.keys()):
            self.tell("standard.missing", self.place, "", self._label_of(name))
        title, level = self._text_of("title", needed=True), self._level()
        functions = self._functions()
        group_code = self._line("group_code", needed=True)
        purpose = self._text_of("purpose", needed=True)
        if self.title and title and plain(self.title) != plain(title):
            self.tell("standard.title-differs", self.place, self.title, title)
        if not (title and level and group_code and functions):
            return None
        texts = {name: self._words(self._text_of(name)) for name in (*TEXTS, *RARE) if name != "purpose"}
        return ProfessionCard(
            group_code=group_code,
            title=self._words(title),
            level=level,
            occupation_code=self._line("occupation_code") or None,
            sublevel=self._line("sublevel") or None,
            other_titles=tuple(
                self._words(one) for one in self._items(self.said.get("other_titles"), "other_titles")
            ),
            purpose=self._words(purpose),
            functions=tuple(functions),
            **texts,
        )

    def _education(self) -> None:
        """Words under the heading of education are its level, where no row of that name follows."""
        under = self.said.pop("education", None)
        if under is None or not under.lines:
            return
        if "education_level" in self.said:
            self.tell("standard.text-without-label", under.place, " ".join(under.lines), "")
            return
        self.said["education_level"] = under
        for name in ("speciality", "qualification"):
            self.said.setdefault(name, _Said(under.place, ["-"]))

    def _text_of(self, name: str, needed: bool = False) -> str:
        said = self.said.get(name)
        if said is None:
            return ""
        words = "\n".join(said.lines)
        if not words or (needed and words in NOTHING):
            self.tell("standard.empty-value", said.place, words, self._label_of(name))
            return ""
        return "" if words in NOTHING else words

    def _line(self, name: str, needed: bool = False) -> str:
        words = self._text_of(name, needed)
        if "\n" in words:
            self.tell(
                "standard.one-line", self.said[name].place, words.replace("\n", " / "), self._label_of(name)
            )
        return words

    def _level(self) -> int | None:
        words = self._text_of("level", needed=True)
        found = re.fullmatch(r"(\d)(?:\s*(?:-|–)?\s*\D*)?", words)
        if words and (found is None or int(found[1]) not in LEVELS):
            self.tell("standard.not-a-level", self.said["level"].place, words, self._label_of("level"))
            return None
        return int(found[1]) if found else None

    def _items(self, said: _Said | None, name: str, first: tuple[int, ...] = (1,)) -> list[str]:
        """The entries of a list: one a line, numbered from `first` on without a gap, or not numbered at all."""
        if said is None:
            return []
        if not said.lines:
            self.tell("standard.empty-value", said.place, "", self._label_of(name))
            return []
        if len(said.lines) == 1 and said.lines[0] in NOTHING:
            return []
        read = [numbered(line) for line in said.lines]
        counted = [number for number, _ in read if number is not None]
        if counted:
            start = counted[0] if counted[0] in first else first[0]
            for place, (number, text) in enumerate(read):
                if number != start + place:
                    found = text if number is None else f"{number}. {text}"
                    self.tell("standard.number-gap", said.place, found, str(start + place))
                    break
        texts = [text for _, text in read]
        seen: set[str] = set()
        for text in texts:
            if plain(text) in seen:
                self.tell("standard.twice", said.place, text, "")
            seen.add(plain(text))
        return texts

    def _functions(self) -> list[LabourFunction]:
        mandatory = self._items(self.said.get(MANDATORY), MANDATORY)
        additional = self._items(self.said.get(ADDITIONAL), ADDITIONAL, (1, len(mandatory) + 1))
        kinds = {plain(text): MANDATORY for text in mandatory} | {
            plain(text): ADDITIONAL for text in additional
        }
        if not kinds and MANDATORY in self.said:
            self.tell("standard.empty-value", self.said[MANDATORY].place, "", self._label_of(MANDATORY))
        for text in mandatory:
            if kinds[plain(text)] == ADDITIONAL:
                self.tell("standard.twice", self.said[ADDITIONAL].place, text, "")
        read, additional_before, skills_before = [], 0, 0
        for index, part in enumerate(self.functions, 1):
            text = self._name_of(part, "function")
            kind = kinds.pop(plain(text), "")
            if text and not kind:
                self.tell("standard.function-not-listed", part.place, text, self._label_of(MANDATORY))
            additional_before += kind == ADDITIONAL
            self._count(part, (index, additional_before), "function")
            skills = self._skills(part, skills_before)
            skills_before += len(part.skills)
            if text and kind:
                read.append(LabourFunction(self._words(text), kind, tuple(skills)))
        for text in kinds:
            place = self.said[kinds[text]].place
            self.tell("standard.function-not-described", place, text, self._label_of("function"))
        return read

    def _skills(self, part: _Part, before: int) -> list[Skill]:
        """The skills of a function; they are numbered in it, or on from the `before` skills of those above it."""
        if not part.skills:
            self.tell("standard.missing", part.place, "", self._label_of("skill"))
        read = []
        for index, skill in enumerate(part.skills, 1):
            self._count(skill, (index, before + index), "skill")
            text = self._name_of(skill, "skill")
            for name in sorted((LISTS | {"recognition"}) - skill.said.keys()):
                self.tell("standard.missing", skill.place, text, self._label_of(name))
            lists = {name: self._needed(skill, name) for name in LISTS}
            recognition = self._recognition(skill)
            if text and recognition:
                read.append(
                    Skill(
                        self._words(text), recognition, tuple(lists["abilities"]), tuple(lists["knowledge"])
                    )
                )
        return read

    def _needed(self, skill: _Part, name: str) -> list[Text]:
        said = skill.said.get(name)
        items = self._items(said, name)
        if said is not None and said.lines and not items:
            self.tell("standard.empty-value", said.place, said.lines[0], self._label_of(name))
        return [self._words(one) for one in items]

    def _recognition(self, skill: _Part) -> str:
        said = skill.said.get("recognition")
        if said is None:
            return ""
        words = plain(" ".join(said.lines))
        for code, ways in self.structure.recognition.items():
            if words in {plain(one) for one in ways}:
                return code
        expected = ", ".join(ways[0] for ways in self.structure.recognition.values())
        self.tell("standard.recognition-unclear", said.place, words, expected)
        return ""

    def _name_of(self, part: _Part, name: str) -> str:
        words = "\n".join(part.lines)
        if words in NOTHING:
            self.tell("standard.empty-value", part.place, words, self._label_of(name))
            return ""
        return words

    def _count(self, part: _Part, allowed: tuple[int, ...], name: str) -> None:
        if part.number is not None and part.number not in allowed:
            self.tell(
                "standard.number-gap", part.place, f"{self._label_of(name)} {part.number}", str(allowed[0])
            )

    def _label_of(self, name: str) -> str:
        return self.structure.label(name)

    def _words(self, text: str) -> Text:
        return {self.structure.language: text} if text else {}
