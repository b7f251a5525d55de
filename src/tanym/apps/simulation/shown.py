"""A simulation as its pages and downloads show it, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tanym.apps.accounts.words import say
from tanym.apps.organisations.queries import organisations
from tanym.apps.policy.queries import pack_of
from tanym.apps.qualifications.queries import body_words
from tanym.apps.simulation.counting import PLACES, UNREAD
from tanym.apps.simulation.models import Affected, Simulation
from tanym.apps.simulation.work import both
from tanym.core.kernel.localized import choose
from tanym.core.rules import Status
from tanym.core.rules.effects import EffectKind
from tanym.rulepacks.sentences import value_words

KINDS = (*map(str, EffectKind), UNREAD)
MARKS = {"met": "yes", "not-met": "no", "undecided": "unknown", "not-applicable": "none", None: "none"}
SECTORS = frozenset(f"{number:02}" for number in range(11))
"""The broad fields of ISCED-F 2013."""


class Shown:
    """The words and figures of one simulation."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._language = get_language() or "kk"
        self._pack = pack_of(simulation.bundle_id)

    @property
    def pack(self) -> str:
        """The name of the pack that was tried out."""
        return choose(self._pack.words, self._language)[0]

    @cached_property
    def _stacks(self) -> Any:
        return both(self._pack, self._simulation.on, self._simulation.institution)

    @property
    def status(self) -> str:
        """The code of what the pack says of itself, where it is not plainly in force."""
        return "" if self._pack.status is Status.IN_FORCE else f"pack-status.{self._pack.status}"

    def rule(self, rule: str) -> str:
        """What a rule asks, by the version that is tried out or, where that has none, by the one in force."""
        found = next((stack.rules[rule] for stack in self._stacks[::-1] if rule in stack.rules), None)
        return choose(found.rule.words, self._language)[0] if found else rule

    @cached_property
    def providers(self) -> Any:
        """The name of an organisation by its code."""
        return body_words(self._language)

    @cached_property
    def _cities(self) -> Mapping[str, str]:
        return {one.city.get("en", "")[:80]: choose(one.city, self._language)[0] for one in organisations()}

    def place(self, place: str, key: str) -> str:
        """A sector, a region or a provider in words."""
        if place == "provider":
            return str(self.providers(key))
        if place == "region":
            return self._cities.get(key) or _("not stated")
        return say(f"isced-f.{key}") if key in SECTORS else _("not stated")

    def kinds(self) -> list[dict[str, Any]]:
        """Each kind of effect with the number of micro-qualifications, those that are not there left out."""
        found = self._simulation.summary["kinds"]
        return [
            {"kind": kind, "words": say(f"effect.{kind}"), "number": found[kind]}
            for kind in KINDS
            if found.get(kind)
        ]

    def rules(self) -> list[dict[str, Any]]:
        """Each rule with what changes by it, the one that touches most first."""
        rows = [
            {
                "rule": rule,
                "words": self.rule(rule),
                "number": sum(found.values()),
                "kinds": [(kind, say(f"effect.{kind}"), found[kind]) for kind in KINDS if found.get(kind)],
            }
            for rule, found in self._simulation.summary["rules"].items()
        ]
        return sorted(rows, key=lambda row: (-row["number"], row["rule"]))

    def places(self) -> list[dict[str, Any]]:
        """Sectors, regions and providers, each with its share of what changes."""
        titles = {"sector": _("By sector"), "region": _("By region"), "provider": _("By provider")}
        return [{"name": place, "title": titles[place], "rows": self._rows(place)} for place in PLACES]

    def _rows(self, place: str) -> list[dict[str, Any]]:
        rows = []
        for key, found in self._simulation.summary["by"][place].items():
            row = {"key": key, "words": self.place(place, key), "records": found["records"]}
            counted = {kind: found.get(kind, 0) for kind in KINDS}
            rows.append(
                row
                | {
                    "fails": counted["newly-fails"],
                    "passes": counted["newly-passes"],
                    "other": counted["severity-changes"] + counted["otherwise"],
                    "unread": counted[UNREAD],
                }
            )
        return sorted(rows, key=lambda row: (-row["fails"], -row["passes"], row["words"]))

    def terms(self) -> list[dict[str, Any]]:
        """The terms of procedures that the next cases get."""
        stack = self._stacks[1]
        return [
            one | {"words": value_words(stack, one["name"], self._language)}
            for one in self._simulation.summary["cases"]["terms"]
        ]

    def row(self, row: Affected) -> dict[str, Any]:
        """One micro-qualification of the list."""
        unread = UNREAD in row.kinds
        return {
            "code": row.code,
            "titles": row.version.titles,
            "public_id": row.version.public_id,
            "provider": self.place("provider", row.provider),
            "region": self.place("region", row.region),
            "sector": self.place("sector", row.sector),
            "unread": say(row.effects[0]["code"], fact="", type="", given="") if unread else "",
            "effects": [] if unread else [self._effect(one) for one in row.effects],
        }

    def _effect(self, one: Mapping[str, Any]) -> dict[str, Any]:
        return dict(one) | {
            "words": self.rule(one["rule"]),
            "kind_words": say(f"effect.{one['kind']}"),
            "mark": MARKS[one["after"]],
            "blocks": one["severity_after"] == "block" and one["after"] == "not-met",
        }

    def options(self, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
        """The filters of the list, each with its choices."""
        titles = {"kind": _("What changes"), "rule": _("Rule"), "sector": _("Sector"), "region": _("Region"), "provider": _("Provider")}  # fmt: skip
        choices = {
            "kind": [(one["kind"], one["words"]) for one in self.kinds()],
            "rule": [(one["rule"], f"{one['rule']}. {one['words']}") for one in self.rules()],
        } | {one["name"]: [(row["key"], row["words"]) for row in one["rows"]] for one in self.places()}
        return [
            {
                "name": name,
                "title": title,
                "choices": [{"value": value, "words": words, "chosen": chosen.get(name) == value} for value, words in choices[name]],
            }
            for name, title in titles.items()
        ]  # fmt: skip


def address(chosen: Mapping[str, str], **more: object) -> str:
    """The query of a page with these filters."""
    return "?" + urlencode({**chosen, **{name: str(one) for name, one in more.items()}})
