"""How one member of a design document becomes fields of a form, and back.

A member names its path in the document (`level.nqf`). `fields` gives the form's fields by the ending of their names,
`shown` what they show of a value of the document, `given` the value of the document from what was typed (None: nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanym.apps.accounts.words import ENDONYMS
from tanym.apps.qualifications.words import choices
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.qualifications.rubric import MOST_LEVELS, levels_of_lines, lines_of_levels

MINUTES_IN_ACADEMIC_HOUR = 50
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Member:
    """One line of text, and what all members have: path, label, hint."""

    path: str
    label: Any
    hint: Any = ""
    widget_attrs: Mapping[str, str] | None = None

    kind = "line"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": forms.CharField(
                label=self.label,
                help_text=self.hint,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs=dict(self.widget_attrs or {})),
            )
        }

    def fields_of(self, document: Mapping[str, Any]) -> dict[str, forms.Field]:
        """The fields for one design; what they offer may depend on the rest of its document."""
        return self.fields()

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": value if value is not None else ""}

    def given(self, typed: Mapping[str, Any]) -> Any:
        return typed.get("") or None


class Address(Member):
    """An address of the web: http or https, so that it can stand behind a link."""

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": forms.URLField(
                label=self.label,
                help_text=self.hint,
                required=False,
                max_length=2000,
                assume_scheme="https",
                validators=[URLValidator(schemes=["http", "https"])],
            )
        }


class Long(Member):
    """Several lines of text."""

    kind = "long"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": forms.CharField(
                label=self.label,
                help_text=self.hint,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        }


class Texts(Member):
    """One line in each language of the interface."""

    kind = "texts"
    rows = 0

    def fields(self) -> dict[str, forms.Field]:
        def widget(language: str) -> forms.Widget:
            attrs = {"lang": language}
            return (
                forms.Textarea(attrs={**attrs, "rows": self.rows})
                if self.rows
                else forms.TextInput(attrs=attrs)
            )

        return {
            f"-{language}": forms.CharField(
                label=ENDONYMS[language],
                required=False,
                max_length=LONGEST if self.rows else 500,
                widget=widget(language),
            )
            for language in LANGUAGES
        }

    def shown(self, value: Any) -> dict[str, Any]:
        return {f"-{language}": (value or {}).get(language, "") for language in LANGUAGES}

    def given(self, typed: Mapping[str, Any]) -> Any:
        texts = {language: typed.get(f"-{language}") for language in LANGUAGES}
        return {language: text.replace("\r\n", "\n") for language, text in texts.items() if text} or None


class LongTexts(Texts):
    """Several lines in each language of the interface."""

    rows = 3


class Levels(LongTexts):
    """The rubric of an outcome: a level on each line, the lowest first, as many in each language."""

    rows = 4

    def shown(self, value: Any) -> dict[str, Any]:
        lines = lines_of_levels(value or (), LANGUAGES)
        return {f"-{language}": lines[language] for language in LANGUAGES}

    def given(self, typed: Mapping[str, Any]) -> Any:
        texts = {language: typed.get(f"-{language}") or "" for language in LANGUAGES}
        return levels_of_lines(texts)[:MOST_LEVELS] or None


@dataclass(frozen=True, slots=True)
class Choice(Member):
    """One of several codes; `words` is the kind under which their words stand."""

    codes: Sequence[str] = ()
    words: str = ""

    kind = "choice"

    def fields(self) -> dict[str, forms.Field]:
        offered = [("", _("— choose —")), *choices(self.words, self.codes)]
        return {"": _Open(label=self.label, help_text=self.hint, required=False, choices=offered)}


class _Open(forms.ChoiceField):
    """A choice that keeps a code which a file brought and the form does not offer."""

    def offer(self, code: str) -> None:
        if code and not self.valid_value(code):
            self.choices = [*self.choices, (code, code)]


@dataclass(frozen=True, slots=True)
class Among(Member):
    """One of several codes that are only known while the page is made (organisations, outcomes)."""

    offered: Callable[[], Sequence[tuple[str, Any]]] = tuple

    kind = "choice"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": _Open(
                label=self.label,
                help_text=self.hint,
                required=False,
                choices=[("", _("— choose —")), *self.offered()],
            )
        }


@dataclass(frozen=True, slots=True)
class Several(Member):
    """Any number of codes, ticked."""

    codes: Sequence[str] = ()
    words: str = ""

    kind = "several"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": forms.MultipleChoiceField(
                label=self.label,
                help_text=self.hint,
                required=False,
                choices=choices(self.words, self.codes),
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": list(value or ())}


class OutcomesOf(Several):
    """Any number of the outcomes of the design itself, ticked by their words."""

    def fields_of(self, document: Mapping[str, Any]) -> dict[str, forms.Field]:
        language = get_language() or "kk"
        made = self.fields()
        made[""].choices = [  # type: ignore[attr-defined]
            (one["id"], choose(one.get("text", {}), language)[0] or one["id"])
            for one in document.get("outcomes", ())
        ]
        return made

    def given(self, typed: Mapping[str, Any]) -> Any:
        return list(typed.get("") or ()) or None


class Words(Member):
    """Several codes on one line, separated by commas."""

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": ", ".join(value or ())}

    def given(self, typed: Mapping[str, Any]) -> Any:
        return [word.strip() for word in (typed.get("") or "").split(",") if word.strip()] or None


class Day(Member):
    """A day."""

    kind = "day"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": forms.DateField(
                label=self.label,
                help_text=self.hint,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
        }

    def given(self, typed: Mapping[str, Any]) -> Any:
        day = typed.get("")
        return day.isoformat() if isinstance(day, date) else None


@dataclass(frozen=True, slots=True)
class Whole(Member):
    """A whole number, not above `most`, with its unit beside it."""

    most: int = 10**9
    unit: Any = ""

    kind = "number"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": forms.IntegerField(
                label=self.label,
                help_text=self.hint,
                required=False,
                min_value=0,
                max_value=self.most,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        }

    def given(self, typed: Mapping[str, Any]) -> Any:
        return typed.get("")


class _Number(forms.DecimalField):
    """A number as people of three languages type it: 2.5 or 2,5."""

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(
            value.replace(",", ".").replace("\u00a0", "").strip() if isinstance(value, str) else value
        )


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


class Credits(Member):
    """Credits, to the hundredth."""

    kind = "number"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": _Number(
                label=self.label,
                help_text=self.hint,
                required=False,
                min_value=0,
                max_value=1000,
                decimal_places=2,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        }

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": "" if value is None else _written(Decimal(str(value)))}

    def given(self, typed: Mapping[str, Any]) -> Any:
        number = typed.get("")
        if number is None:
            return None
        return int(number) if number == int(number) else float(number)


class _AcademicHours(_Number):
    """Academic hours that make whole minutes."""

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if number is not None and number * MINUTES_IN_ACADEMIC_HOUR % 1:
            raise ValidationError(_("This is not a whole number of minutes. An academic hour is 50 minutes."))
        return number


class Hours(Member):
    """An amount of work: typed in academic hours, held in minutes."""

    kind = "hours"

    def fields(self) -> dict[str, forms.Field]:
        return {
            "": _AcademicHours(
                label=self.label,
                help_text=self.hint,
                required=False,
                min_value=0,
                max_value=20_000,
                decimal_places=2,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        }

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": "" if value is None else _written(Decimal(value) / MINUTES_IN_ACADEMIC_HOUR)}

    def given(self, typed: Mapping[str, Any]) -> Any:
        hours = typed.get("")
        return None if hours is None else int(hours * MINUTES_IN_ACADEMIC_HOUR)


class Links(Long):
    """Links of an outcome to standards and skills, one on a line: scheme, target, match."""

    def shown(self, value: Any) -> dict[str, Any]:
        return {
            "": "\n".join(
                f"{link['scheme']} {link['target']} {link.get('match', 'related')}" for link in value or ()
            )
        }

    def given(self, typed: Mapping[str, Any]) -> Any:
        lines = [line.split() for line in (typed.get("") or "").splitlines() if line.strip()]
        return [_link(parts) for parts in lines] or None


def _link(parts: list[str]) -> dict[str, str]:
    """A line may leave out the scheme (a web address is ESCO's) and the match (related)."""
    match = parts.pop() if len(parts) > 1 and parts[-1] in ("exact", "close", "related") else "related"
    scheme = (
        parts.pop(0) if len(parts) > 1 else "esco" if parts[0].startswith("http") else "professional-standard"
    )
    return {"scheme": scheme, "target": " ".join(parts), "match": match}


class YesNo(Member):
    """Yes, no, or not said yet."""

    kind = "choice"
    ANSWERS = {"yes": True, "no": False}

    def fields(self) -> dict[str, forms.Field]:
        offered = [("", _("— choose —")), ("yes", _("Yes")), ("no", _("No"))]
        return {"": forms.ChoiceField(label=self.label, help_text=self.hint, required=False, choices=offered)}

    def shown(self, value: Any) -> dict[str, Any]:
        return {"": {True: "yes", False: "no"}.get(value, "")}

    def given(self, typed: Mapping[str, Any]) -> Any:
        return self.ANSWERS.get(typed.get("") or "")
