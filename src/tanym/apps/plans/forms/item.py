"""The form of an action item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import here
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.plans.content import MEASURED, TEXTS, ItemContent, check_content, content_of
from tanym.apps.plans.figures import shortest
from tanym.apps.plans.forms.writing import also_written, merged, reader, sentence_of
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.core.kernel.errors import InvalidValue
from tanym.core.plans.item import Indicator, Milestone, Terms

MOST_MILESTONES = 12
FREE_ROWS = 2
PLACE = {
    "plan.deadline-before-start": "deadline",
    "plan.outside-period": "deadline",
    "plan.number-without-unit": "unit",
    "plan.number-not-finite": "target",
    "plan.rule-unknown": "rules",
    "plan.lead-not-there": "lead",
    "plan.unnamed": "action",
    "plan.milestone-outside": "milestone-1-due",
    "plan.milestone-unnamed": "milestone-1-text",
}
"""Where the sentence of a refusal stands."""


def _text(label: Any, help_text: Any = "", rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _figure(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=16,
        decimal_places=3,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class ItemForm(forms.Form):
    """All that an item says. Complete it has to be when the plan is adopted, not before."""

    action = _text(_("What will be done"))
    problem = _text(
        _("What is wrong today, and how bad it is"), _("The public problem, with the state at the start."), 3
    )
    lead = forms.ChoiceField(
        label=_("Lead owner"), help_text=_("One person answers for it, in office."), required=False
    )
    partners = forms.MultipleChoiceField(
        label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple
    )
    start = _day(_("Start"))
    deadline = _day(_("Deadline"))
    texts = _text(_("Indicator: what is counted"), _("By what everybody will see that it is done."))
    unit = forms.CharField(
        label=_("Unit"), help_text=_("Centres, people, %, days."), required=False, max_length=80
    )
    source = forms.CharField(
        label=_("Source of the figures"),
        help_text=_("Who counts, and where it is published."),
        required=False,
        max_length=400,
    )
    baseline = _figure(_("Baseline"))
    target = _figure(_("Target"))
    recommendation = forms.ChoiceField(label=_("Recommendation that it follows"), required=False)
    none_received = forms.BooleanField(
        label=_("Nobody’s contribution concerned this: none was received"), required=False
    )
    feedback = _text(_("How it answers what the public said"))
    rules = forms.CharField(
        label=_("Rules that it concerns"),
        help_text=_("Their ids, with commas between: MQ-08, RC-03."),
        required=False,
        max_length=400,
    )
    draft = forms.ChoiceField(label=_("Draft of rules in the workshop"), required=False)
    act = _text(_("Legal act that has to change"))
    budget = _text(_("Budget and where it comes from"))
    risk = _text(_("What may go wrong, and what then"))
    reason = _text(
        _("Why it changes"), _("The plan is adopted: everybody will read what was changed, by whom and why.")
    )
    once = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Any = None,
        *,
        plan: ActionPlan,
        on: date,
        people: Sequence[Membership],
        bodies: Sequence[Organisation],
        recommendations: Sequence[tuple[str, str]],
        drafts: Sequence[tuple[str, str]],
        item: ActionItem | None = None,
    ) -> None:
        self.plan, self.item, self.on = plan, item, on
        self.kept = content_of(item) if item is not None else ItemContent()
        super().__init__(data, initial=self._kept_as_fields(), label_suffix="")
        self.people = {str(one.pk): one for one in people}
        self.fields["lead"].choices = [("", _("Nobody yet")), *_by_organisation(people)]
        self.fields["partners"].choices = [(one.code, here(one.names)) for one in bodies]
        self.fields["recommendation"].choices = _with_kept(recommendations, self.kept.recommendation)
        self.fields["draft"].choices = _with_kept(drafts, self.kept.draft)
        self.fields["action"].required = True
        self.fields["reason"].required = plan.adopted
        for name, texts in self._texts():
            also_written(self.fields[name], texts)
        self.rows = min(max(len(self.kept.terms.milestones) + FREE_ROWS, FREE_ROWS + 1), MOST_MILESTONES)
        for number in range(1, self.rows + 1):
            self.fields[f"milestone-{number}-text"] = forms.CharField(
                label=_("What is reached"), required=False, max_length=400
            )
            self.fields[f"milestone-{number}-due"] = _day(_("By"))
            if number <= len(self.kept.terms.milestones):
                also_written(
                    self.fields[f"milestone-{number}-text"], self.kept.terms.milestones[number - 1].texts
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            given["content"] = self._content(given)
            check_content(given["content"], self.plan, self.on)
        except InvalidValue as refused:
            self.add_error(PLACE.get(refused.code), sentence_of(refused))
        return given

    def reasons(self) -> dict[str, str]:
        """Why an adopted item changes."""
        return merged({}, self.cleaned_data.get("reason", ""))

    def milestone_rows(self) -> Iterator[tuple[int, Any, Any]]:
        """Number, text and day of each row of milestones."""
        for number in range(1, self.rows + 1):
            yield number, self[f"milestone-{number}-text"], self[f"milestone-{number}-due"]

    def _content(self, given: Mapping[str, Any]) -> ItemContent:
        lead = self.people.get(given["lead"])
        indicator = Indicator(
            *(merged(getattr(self.kept.indicator, name), given[name]) for name in MEASURED),
            given["baseline"],
            given["target"],
        )
        return ItemContent(
            texts={name: merged(self.kept.texts.get(name, {}), given[name]) for name in TEXTS},
            lead=lead.person if lead else None,
            lead_organisation=lead.organisation if lead else None,
            partners=tuple(given["partners"]),
            terms=Terms(given["start"], given["deadline"], tuple(self._milestones(given))),
            indicator=indicator,
            rules=tuple(
                dict.fromkeys(one.strip().upper() for one in given["rules"].split(",") if one.strip())
            ),
            draft=given["draft"],
            recommendation=given["recommendation"],
            none_received=given["none_received"],
        )

    def _milestones(self, given: Mapping[str, Any]) -> Iterator[Milestone]:
        """The rows that are filled; a kept one keeps its other languages and the day on which it was reached."""
        kept = self.kept.terms.milestones
        for number in range(1, self.rows + 1):
            text, due = given[f"milestone-{number}-text"], given[f"milestone-{number}-due"]
            before = kept[number - 1] if number <= len(kept) else None
            if due:
                texts = merged(before.texts if before else {}, text)
                yield Milestone(texts, due, before.reached if before else None)
            elif text:
                self.add_error(f"milestone-{number}-due", _("Say by which day."))

    def _texts(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        yield from ((name, self.kept.texts.get(name, {})) for name in TEXTS)
        yield from ((name, getattr(self.kept.indicator, name)) for name in MEASURED)

    def _kept_as_fields(self) -> dict[str, Any]:
        kept, language = self.kept, reader()
        fields: dict[str, Any] = {name: texts.get(language, "") for name, texts in self._texts()}
        for number, one in enumerate(kept.terms.milestones, 1):
            fields[f"milestone-{number}-text"] = one.texts.get(language, "")
            fields[f"milestone-{number}-due"] = one.due
        return fields | {
            "lead": _membership(kept, self.on),
            "partners": list(kept.partners),
            "start": kept.terms.start,
            "deadline": kept.terms.deadline,
            "baseline": shortest(kept.indicator.baseline),
            "target": shortest(kept.indicator.target),
            "rules": ", ".join(kept.rules),
            "draft": kept.draft,
            "recommendation": kept.recommendation,
            "none_received": kept.none_received,
        }


def _membership(kept: ItemContent, on: date) -> str:
    if kept.lead is None or kept.lead_organisation is None:
        return ""
    found = memberships(kept.lead, on).filter(organisation=kept.lead_organisation).order_by("pk").first()
    return str(found.pk) if found else ""


def _by_organisation(people: Sequence[Membership]) -> list[tuple[str, list[tuple[str, str]]]]:
    """People under the names of their organisations, each once."""
    groups: dict[str, dict[Any, tuple[str, str]]] = {}
    for one in people:
        group = groups.setdefault(here(one.organisation.names), {})
        group.setdefault(one.person_id, (str(one.pk), one.person.name(reader())))
    return [(name, list(members.values())) for name, members in groups.items()]


def _with_kept(offered: Sequence[tuple[str, str]], kept: str) -> list[tuple[str, Any]]:
    known = {code for code, _words in offered}
    rest = [(kept, kept)] if kept and kept not in known else []
    return [("", _("None")), *offered, *rest]
