"""The coverage of the rules: for each rule where it is asked, how its facts become known, and how many cases it has."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tanym.core.rules import Outcome, Pack, Rule
from tanym.core.rules.cases import read_cases
from tanym.core.rules.vocabulary import FactKind
from tanym.rulepacks.loader import shipped, vocabulary

SOURCE = Path(__file__).resolve().parents[1]
ASKING = frozenset({"check", "check_now"})
"""The functions of `policy` that ask the rules which bind a subject."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A rule with where it is asked and how its facts become known."""

    pack: Pack
    rule: Rule
    asked_in: tuple[str, ...]
    derived: tuple[str, ...]
    attested: tuple[str, ...]
    waiting: tuple[str, ...]
    cases: Counter[str]

    @property
    def bound(self) -> bool:
        """Whether something asks it and at least one of its facts can be known."""
        return bool(self.asked_in) and bool(self.derived or self.attested)


def coverage(packs: Iterable[Pack] | None = None) -> list[Covered]:
    """Every rule of the shipped packs, by pack and id."""
    facts = vocabulary().facts
    return [
        Covered(
            pack=pack,
            rule=rule,
            asked_in=asking().get(rule.binds, ()),
            derived=tuple(
                sorted(f for f in rule.facts if f in literals() and _kind(pack, f) is FactKind.DERIVED)
            ),
            attested=tuple(sorted(f for f in rule.facts if _kind(pack, f) is FactKind.ATTESTED)),
            waiting=tuple(
                sorted(
                    f
                    for f in rule.facts
                    if f in facts and f not in literals() and _kind(pack, f) is FactKind.DERIVED
                )
            ),
            cases=_cases().get(rule.id, Counter()),
        )
        for pack in (packs or shipped())
        for rule in pack.rules
    ]


def _kind(pack: Pack, fact: str) -> FactKind | None:
    found = vocabulary().facts.get(fact) or pack.facts.get(fact)
    return found.kind if found else None


@cache
def _cases() -> dict[str, Counter[str]]:
    """Rule → how often the cases of all shipped packs expect each outcome of it."""
    counted: dict[str, Counter[str]] = {}
    for pack in shipped():
        for case in read_cases(pack)[0]:
            for one in case.expect:
                counted.setdefault(one.rule, Counter())[str(one.outcome)] += 1
    return counted


@cache
def asking() -> dict[str, tuple[str, ...]]:
    """Subject → the places of the platform that ask the rules binding it, found in the code itself."""
    found: dict[str, set[str]] = {}
    for path in _code(SOURCE / "apps"):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and _name(node.func) in ASKING:
                for subject in _subjects(node, path):
                    place = ".".join(path.relative_to(SOURCE / "apps").with_suffix("").parts)
                    found.setdefault(subject, set()).add(place.replace(".actions.", "."))
    return {subject: tuple(sorted(places)) for subject, places in found.items()}


@cache
def literals() -> frozenset[str]:
    """Every text of the code that is the name of a fact: what the platform can derive from its records."""
    known = vocabulary().facts
    return frozenset(
        node.value
        for floor in ("core", "apps")
        for path in _code(SOURCE / floor)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known
    )


def table(rows: Iterable[Covered]) -> str:
    """The rows as a table in Markdown."""
    lines = [
        "| rule | what must hold | pack | source | if not met | asked in | facts: derived / attested / waiting | cases: met / not met / undecided |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in rows:
        places = ", ".join(f"`{place}`" for place in one.asked_in) or "waiting"
        counts = " / ".join(
            str(one.cases[str(outcome)]) for outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)
        )
        facts = f"{len(one.derived)} / {len(one.attested)} / {len(one.waiting)}"
        cites = "; ".join(str(cite) for cite in one.rule.cites)
        lines.append(
            f"| {one.rule.id} | {one.rule.words.get('en', '')} | {one.pack.id} | {cites} | {one.rule.severity} | {places} | {facts} | {counts} |"
        )
    return "\n".join(lines)


def document() -> str:
    """The coverage of the rules, as docs/rules.md shows it."""
    rows = coverage()
    asked = sum(bool(one.asked_in) for one in rows)
    full = sum(one.bound and not one.waiting for one in rows)
    return "\n".join(
        [
            "# The rules, and where they are asked",
            "",
            "Written by `make docs` from the packs and the code: a rule is *asked* where the platform checks what it binds;",
            "a fact is *derived* where code of this release computes it, *attested* where a named person says it, *waiting*",
            "where no record of the platform shows it yet. The cases are run by `tanym packs test`.",
            "",
            f"{len(rows)} rules: {asked} are asked by the platform ({full} with every fact known), {len(rows) - asked} wait for their subject.",
            "",
            table(rows),
            "",
        ]
    )


def _code(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a file gives a name to at its top."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


def _subjects(call: ast.Call, path: Path) -> Iterator[str]:
    """The subjects that a call asks about: a text, a text with a name, or `.subject` of a row of a table beside it."""
    named = _constants(_tree(path))
    for one in [*call.args[:1], *(one.value for one in call.keywords if one.arg == "subject")]:
        if isinstance(one, ast.Name) and one.id in named:
            yield named[one.id]
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
        elif isinstance(one, ast.Attribute) and one.attr == "subject":
            yield from _subjects_in_tables(path.parent)


@cache
def _subjects_in_tables(folder: Path) -> tuple[str, ...]:
    """The subjects that the tables of a room name: `subject="…"` of what is made at the top of its files."""
    return tuple(
        keyword.value.value
        for path in _code(folder)
        for statement in _tree(path).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "subject"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    )
