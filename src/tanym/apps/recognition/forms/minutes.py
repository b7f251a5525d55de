"""Forms of the minutes: the decision as it stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import say, worded
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.matching.written_in import written_in
from tanym.core.recognition.consistency import differing_findings
from tanym.core.recognition.decision import (
    CommissionDecision,
    OutcomeFinding,
    Result,
    allowed_results,
    check_finding,
)
from tanym.core.recognition.judgement import OutcomeJudgement
from tanym.core.recognition.reasons import Reason, compose, picked_in
from tanym.core.recognition.target import Target

FIELD_OF: Mapping[str, str] = {
    "decision.departs-without-reason": "departs",
    "decision.reasons-of-the-opposite": "reasons",
    "decision.finding-without-reasons": "reasons",
}
"""At which field of an outcome a fault of its finding is shown; else at the finding."""

LESS_THAN_ASKED = frozenset({"recognise-in-part", "refuse"})


def reads_in(language: str) -> str:
    """In which language the claimant reads, as a sentence; empty for one that the platform does not speak."""
    return say(f"recognition.reads-in.{language}") if language in LANGUAGES else ""


def needed_at_times(*fields: forms.Field) -> None:
    """Have fields not called optional: what else was answered decides whether they are needed."""
    for one in fields:
        one.conditional = True  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """The decision as it stands in the minutes: result, finding on each outcome, reasons, advice."""

    result_field = "result"
    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons of the decision as a whole"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    advice = forms.CharField(
        label=_("What the claimant can do next"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    deviation = forms.CharField(
        label=_("Why it is decided otherwise than similar cases"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = forms.CharField(
        label=_("Further words for the minutes"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        results: Iterable[str],
        outcomes: list[Mapping[str, Any]],
        *args: Any,
        library: Mapping[str, Sequence[Reason]] | None = None,
        language: str = "kk",
        target: Target | None = None,
        judged: Mapping[str, OutcomeJudgement] | None = None,
        binding: Iterable[CommissionDecision] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.target, self.judged = target, judged or {}
        self.binding = binding  # earlier decisions on the same learning
        self.outcomes = outcomes
        self.library = library or {}
        self.language = language  # in which the claimant reads
        self.reads_in = reads_in(language)
        self.fields["result"].choices = worded("recognition.vote", results)
        self.fields["reasons"].help_text = reads_in(language)
        for o in range(len(outcomes)):
            self.fields[f"recognised_{o}"] = forms.ChoiceField(
                label=_("Finding"),
                choices=[("yes", _("Recognised")), ("no", _("Not recognised"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"reasons_{o}"] = forms.CharField(
                label=_("Reason"),
                help_text=format_lazy("{} {}", _("Pick one above, or write it here."), reads_in(language)),
                max_length=3000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"picked_{o}"] = forms.MultipleChoiceField(
                label=_("Reasons from the library"),
                help_text=_("In the language in which the claimant reads. They are added to what you write."),
                choices=[
                    (one.code, choose(one.words, language)[0])
                    for one in self.library.get(outcomes[o]["id"], ())
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.fields[f"departs_{o}"] = forms.CharField(
                label=_("Why the commission departs from the assessor"),
                help_text=_("Needed where the finding differs from the assessor’s."),
                max_length=1000,
                required=False,
            )
            needed_at_times(self.fields[f"reasons_{o}"], self.fields[f"departs_{o}"])
        needed_at_times(self.fields["advice"])
        self.fields["advice"].help_text = format_lazy(
            "{} {}", _("Needed where not everything is recognised."), reads_in(language)
        )

    def rows(self) -> list[tuple[Mapping[str, Any], Any, Any, Any, Any]]:
        """Each outcome with its four fields."""
        return [
            (
                one,
                self[f"recognised_{o}"],
                self[f"picked_{o}"],
                self[f"reasons_{o}"],
                self[f"departs_{o}"],
            )
            for o, one in enumerate(self.outcomes)
        ]

    def in_another_language(self) -> list[str]:
        """The labels of the texts that the claimant gets in the letter and that are not in the language they read."""
        texts = [(one.label, one.value()) for one in (self["reasons"], self["advice"])]
        for o in range(len(self.outcomes)):
            texts.append((f"{self[f'reasons_{o}'].label} {o + 1}", self[f"reasons_{o}"].value()))
        return [str(label) for label, text in texts if written_in(text or "", self.language) is False]

    def findings(self) -> list[dict[str, Any]]:
        """The findings as the minutes hold them."""
        data = self.cleaned_data
        return [
            {
                "outcome": one["id"],
                "recognised": data[f"recognised_{o}"] == "yes",
                "reasons": data[f"reasons_{o}"],
                "departs": data[f"departs_{o}"],
            }
            for o, one in enumerate(self.outcomes)
        ]

    def picked(self) -> dict[str, list[str]]:
        """The codes of the reasons that were picked, by outcome: the minutes keep which words came from the library."""
        chosen = {one["id"]: self.cleaned_data[f"picked_{o}"] for o, one in enumerate(self.outcomes)}
        return {outcome: list(codes) for outcome, codes in chosen.items() if codes}

    def composed(self) -> dict[str, Any]:
        """What was sent, with the words of the picked reasons put into the fields; for showing the form again."""
        sent = {name: self.data.get(name, "") for name in self.fields}
        for o, one in enumerate(self.outcomes):
            codes = self.data.getlist(f"picked_{o}")
            picked = [each for each in self.library.get(one["id"], ()) if each.code in codes]
            sent[f"picked_{o}"] = codes
            sent[f"reasons_{o}"] = compose(picked, sent[f"reasons_{o}"], self.language)
        return sent

    def _compose(self, given: dict[str, Any]) -> None:
        for o, one in enumerate(self.outcomes):
            codes, finding = given.get(f"picked_{o}") or [], given.get(f"recognised_{o}")
            try:
                reasons = self.library.get(one["id"], ())
                picked = picked_in(reasons, codes, recognised=finding == "yes") if finding else ()
            except InvalidValue as wrong:
                self.add_error(f"picked_{o}", say(wrong.code, **wrong.details))
                continue
            given[f"reasons_{o}"] = compose(picked, given.get(f"reasons_{o}") or "", self.language)
            if not given[f"reasons_{o}"] and self._needs_findings(given):
                self.add_error(f"reasons_{o}", _("Pick a reason or write one."))

    def _needs_findings(self, given: Mapping[str, Any]) -> bool:
        """Whether each outcome has to have its reason."""
        return True

    def clean(self) -> dict[str, Any]:
        """A result other than full recognition says what the claimant can do next (RC-19, VL-10)."""
        given = super().clean() or {}
        self._compose(given)
        if self._for_claimant(given) in LESS_THAN_ASKED and not given.get("advice"):
            self.add_error("advice", _("Needed where not everything is recognised."))
        if self._needs_findings(given):
            self._check(given)
        return given

    def _check(self, given: Mapping[str, Any]) -> None:
        """Show what keeps the findings from being decided so at the field that it is about (see `check_decision`)."""
        found = []
        for o, one in enumerate(self.outcomes):
            if not given.get(f"recognised_{o}"):
                return
            recognised = given[f"recognised_{o}"] == "yes"
            reasons, departs = given.get(f"reasons_{o}") or "", given.get(f"departs_{o}") or ""
            found.append(OutcomeFinding(one["id"], recognised, reasons, departs))
        for o, one in enumerate(found):
            judged = self.judged.get(one.outcome)
            for fault in check_finding(judged, one) if judged else ():
                field = f"{FIELD_OF.get(fault.code, 'recognised')}_{o}"
                if field not in self.errors:
                    self.add_error(field, say(fault.code, outcome=str(o + 1)))
        result = self._for_claimant(given)
        if not self.target or not result or self.errors:
            return
        if Result(result) not in allowed_results(self.target, found):
            self.add_error(self.result_field, say("decision.result-not-allowed"))
        numbers = {one["id"]: n for n, one in enumerate(self.outcomes, 1)}
        apart = {each for one in self.binding for each in differing_findings(found, one.findings)}
        if apart and not given.get("deviation"):
            told = ", ".join(map(str, sorted(numbers[one] for one in apart)))
            self.add_error("deviation", say("recognition.otherwise-than-before", outcomes=told))

    def _for_claimant(self, given: Mapping[str, Any]) -> str:
        """The result that the claimant is told."""
        return str(given.get("result") or "")

    def draft(self) -> dict[str, Any]:
        """What `actions.record_minutes` takes for a case."""
        return {
            "result": self.cleaned_data["result"],
            "findings": self.findings(),
            "reasons": self.cleaned_data["reasons"],
            "advice": self.cleaned_data["advice"],
            "deviation": self.cleaned_data["deviation"],
            "language": get_language() or "kk",
            **({"picked": picked} if (picked := self.picked()) else {}),
        }
