"""What the author's pages show: the steps with their states, the findings beside each group of fields, the remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tanym.apps.policy.queries import stack
from tanym.apps.policy.shown import ShownFinding, shown_findings, tally
from tanym.apps.qualifications.alike import alike
from tanym.apps.qualifications.forms.step_form import Shown
from tanym.apps.qualifications.forms.steps import SEND, STEPS, Group, Step, place_of
from tanym.apps.qualifications.models import Remark, Version
from tanym.apps.qualifications.queries import (
    body_words,
    findings_now,
    remarks_sent,
)
from tanym.core.kernel.localized import choose
from tanym.core.qualifications.design import Design
from tanym.core.rules import Report
from tanym.core.rules.vocabulary import FactKind

RULE = "rule:"


@dataclass(slots=True)
class Placed:
    """A group of fields with what stands beside it."""

    shown: Shown
    findings: list[ShownFinding]
    remarks: list[Remark]
    html: str = ""
    digest: str = ""


@dataclass(slots=True)
class StepState:
    """A step in the stepper: its state and the state in words."""

    step: Step
    state: str
    words: str


@dataclass(slots=True)
class Desk:
    """Everything that the rules and the reviewer say of a design, by step and group."""

    report: Report
    findings: list[ShownFinding]
    remarks: list[Remark]
    by_group: dict[tuple[str, str], list[ShownFinding]] = field(default_factory=dict)
    remarks_by_group: dict[tuple[str, str], list[Remark]] = field(default_factory=dict)

    def states(self, content: Mapping[str, Any], here: str) -> list[StepState]:
        """The seven steps with their states."""
        return [StepState(step, *self._state(step, content, here)) for step in STEPS]

    def first_open(self, content: Mapping[str, Any]) -> Step:
        """The first step that needs something."""
        for state in self.states(content, ""):
            if state.state in ("fix", "todo"):
                return state.step
        return SEND

    def first_remark(self) -> Step:
        """The first step at which a remark stands; the last one for remarks on the whole."""
        for step in STEPS:
            if any(name == step.id and group for name, group in self.remarks_by_group):
                return step
        return SEND

    def blocking(self, step: Step) -> int:
        """How many binding rules are not met in a step."""
        return sum(one.blocks for group in step.groups for one in self.by_group.get((step.id, group.id), ()))

    def _state(self, step: Step, content: Mapping[str, Any], here: str) -> tuple[str, str]:
        if step.id == here:
            return "now", _("you are here")
        remarks = sum(len(self.remarks_by_group.get((step.id, group.id), ())) for group in step.groups)
        if remarks:
            return "fix", ngettext("%(n)d remark", "%(n)d remarks", remarks) % {"n": remarks}
        started = any(_filled(content, group) for group in step.groups)
        if step.groups and not started:
            return "todo", _("not begun")
        if blocking := self.blocking(step):
            return "fix", ngettext("mend %(n)d place", "mend %(n)d places", blocking) % {"n": blocking}
        if step is SEND:
            return "todo", _("at the end")
        return "done", _("ready")


def desk(version: Version, on: date, design: Design | None = None) -> Desk:
    """What the rules in force say of a version, or of the design that somebody is typing."""
    report = findings_now(version, on, design)
    by = stack(on, version.micro_qualification.owner.code)
    language = get_language() or "kk"
    findings = shown_findings(by, report.findings, body_words(language))
    made = Desk(report, findings, remarks_sent(version) if version.stage == "returned" else [])
    for finding in findings:
        if finding.applies:
            step, group = place_of(finding.order)
            made.by_group.setdefault((step.id, group.id if group else ""), []).append(finding)
    facts = {finding.rule: finding.order for finding in findings}
    for remark in made.remarks:
        step, group = place_of(facts.get(remark.about.removeprefix(RULE), ()))
        made.remarks_by_group.setdefault((step.id, group.id if group else ""), []).append(remark)
    return made


def placed(
    made: Desk, step: Step, groups: Sequence[Shown], version: Version, design: Design, on: date
) -> list[Placed]:
    """The groups of a step with their findings, rendered as the status beside the fields."""
    result = []
    for shown in groups:
        findings = made.by_group.get((step.id, shown.group.id), [])
        one = Placed(shown, findings, made.remarks_by_group.get((step.id, shown.group.id), []))
        met = [finding for finding in findings if finding.mark == "yes"]
        one.html = render_to_string(
            "qualifications/_findings.html",
            {
                "open": [finding for finding in findings if finding.mark != "yes"],
                "met": met,
                "more": len(met) - 2,
                "group": shown.group,
                "design": design,
                "alike": alike(version, design, on) if shown.group.id == "duplicate" else None,
            },
        )
        one.digest = sha256(one.html.encode()).hexdigest()[:12]
        result.append(one)
    return result


def send_step(made: Desk, version: Version, on: date) -> Step:
    """The last step, asking for what only a person can know and no other step has asked."""
    by = stack(on, version.micro_qualification.owner.code)
    asked = {group.attests for step in STEPS for group in step.groups}
    language = get_language() or "kk"
    said = {one["fact"] for one in version.content.get("attestations", ())}
    groups = []
    for name, fact in sorted(by.facts.items()):
        wanted = any(name in finding.missing for finding in made.report.findings) or name in said
        if fact.kind is FactKind.ATTESTED and fact.subject == "design" and name not in asked and wanted:
            title = choose(fact.words, language)[0]
            groups.append(Group(name.replace(".", "-"), title, facts=(name,), attests=name))
    return Step(SEND.id, SEND.title, SEND.why, tuple(groups))


def counts(made: Desk) -> Any:
    """The tally of the findings."""
    return tally(made.report.findings)


def _filled(content: Mapping[str, Any], group: Group) -> bool:
    paths = [member.path for member in group.members] + ([group.rows.path] if group.rows else [])
    if group.attests and any(one["fact"] == group.attests for one in content.get("attestations", ())):
        return True
    return any(_at(content, path) for path in paths)


def _at(content: Any, path: str) -> Any:
    for name in path.split("."):
        content = content.get(name) if isinstance(content, Mapping) else None
    return content
