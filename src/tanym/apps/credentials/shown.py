"""What a verification page shows: the plain half page and the checks, in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tanym.apps.accounts.words import catalogue, day, say
from tanym.apps.credentials.models import Edition
from tanym.apps.credentials.own_documents import replaced
from tanym.apps.credentials.register_rows import line_of
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import did
from tanym.core.credentials import moments
from tanym.core.credentials.checks import Check, Name, Outcome
from tanym.core.credentials.log_place import LogPlace
from tanym.core.credentials.reading import Plain
from tanym.core.credentials.reading import Shown as ShownBy
from tanym.core.credentials.signature import issuer_of
from tanym.core.credentials.verify import Verification
from tanym.core.kernel.localized import choose

MARKS = {Outcome.CONFIRMED: "yes", Outcome.NOT_CONFIRMED: "no", Outcome.NOT_CHECKED: "unknown"}
EUROPEAN = "european-digital-credential"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check in words; `mark` is yes, no or unknown. `register` leads to what the registers say of the body then."""

    name: str
    title: str
    mark: str
    answer: str
    sentence: str
    reference: str
    source: str
    register: str = ""


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """One thing that the person can do, or that was recognised or not."""

    text: str
    achieved: bool
    result: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and a text; `contacts` are addresses to write to."""

    label: str
    value: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfPage:
    """The plain half page: who, can what, and a few facts; `more` stands below it."""

    name: str
    names: str
    number: str
    decision: str
    can: tuple[ShownOutcome, ...]
    facts: tuple[Fact, ...]
    more: tuple[Fact, ...]
    log: LogPlace | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole page of a verification."""

    half: HalfPage | None
    checks: tuple[ShownCheck, ...]
    at: datetime
    form: str
    format: str
    proofs: tuple[Any, ...] = field(default=())
    replaced: tuple[Edition, ...] = ()  # earlier files under the same number

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many checks have which answer; an answer that none has is left out. There is no overall one."""
        marks = [check.mark for check in self.checks]
        return [(mark, marks.count(mark)) for mark in MARKS.values() if mark in marks]

    @property
    def refuted(self) -> list[ShownCheck]:
        """The checks that found that it is not so: they stand before the file's own words."""
        return [check for check in self.checks if check.mark == "no"]

    @property
    def own_word(self) -> bool:
        """Whether nobody but the file itself vouches for what it says."""
        return not any(check.name == Name.SIGNATURE and check.mark == "yes" for check in self.checks)

    @property
    def readable(self) -> bool:
        """Whether a document could be read from the file at all."""
        return self.half is not None


def shown(found: Verification, at: datetime) -> Shown:
    """The page of a verification in the reader's language."""
    asked = [one for one in found.checks if one.name is not Name.ENDORSEMENT or one.details]
    signature = found.check(Name.SIGNATURE)
    registers = {}
    proven = signature is not None and signature.outcome is Outcome.CONFIRMED
    if proven and found.format != EUROPEAN:  # else the file could name anybody: a seal proves no DID
        registers = {Name.ENTITLEMENT: _register(found), Name.STATUS: _line(found)}
    return Shown(
        half=_half(found.plain) if found.plain else None,
        checks=tuple(_check(one, registers.get(one.name, "")) for one in asked),
        at=at,
        form=found.form,
        format=found.format,
        proofs=found.proofs,
        replaced=tuple(replaced(found)),
    )


def _register(found: Verification) -> str:
    """The page of the issuer in the registers, as of the day of award; empty where it is no body of ours."""
    issuer = issuer_of(found.credential) if found.credential else ""
    body = Organisation.objects.filter(code=issuer.rsplit(":", 1)[-1]).first()
    if body is None or did(body) != issuer or found.credential is None:
        return ""
    credential = found.credential
    on = moments.day(credential.get("awardedDate") or credential.get("validFrom"))
    asked = f"?on={on.isoformat()}" if on else ""
    return f"{reverse('registers:organisation', args=[body.code])}{asked}"


def _line(found: Verification) -> str:
    """The page of the document's own line in the register of documents; empty where it has none."""
    line = line_of(found.credential) if found.credential else ""
    return reverse("registers:entry", args=["credentials", line]) if line else ""


def _check(check: Check, register: str = "") -> ShownCheck:
    details = {name: _detail(value) for name, value in check.details.items()}
    return ShownCheck(
        name=check.name.value,
        title=say(f"verify.check.{check.name}"),
        mark=MARKS[check.outcome],
        answer=say(f"verify.outcome.{check.outcome}"),
        sentence=say(check.code, **details),
        reference=str(check.details.get("reference", "")),
        source=f"{check.cites.source}, {check.cites.place}",
        register=register,
    )


def _detail(value: object) -> object:
    """A detail of a check as a reader reads it: days in words, names in the reader's language."""
    if isinstance(value, Mapping):
        return choose({str(k): str(v) for k, v in value.items()}, _language())[0]
    if isinstance(value, datetime):
        return day(value.date())
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str) and DAY.fullmatch(value[:10]) and len(value) in (10, 16, 19, 20, 25):
        return day(date.fromisoformat(value[:10]))
    return value


def _half(plain: Plain) -> HalfPage:
    language = _language()
    names = {
        "kk": plain.names.get("kk"),
        "ru": plain.names.get("ru"),
        "en": _latin(plain.names.get("passport")),
    }
    name = names.get(language) or next((n for n in names.values() if n), "") or say("verify.nameless")
    others = [n for form in ("kk", "ru") if (n := plain.names.get(form)) and n != name]
    if (passport := plain.names.get("passport")) and passport != name:
        others.append(f"{say('verify.fact.passport')}: {passport}")
    return HalfPage(
        name=name,
        names=" · ".join(others),
        number=plain.number,
        decision=_word("verify.decision", plain.decision.decision) if plain.decision else "",
        can=tuple(ShownOutcome(_text(one.text), one.achieved, one.result) for one in plain.can),
        facts=tuple(fact for fact in _facts(plain) if fact.value or fact.contacts),
        more=tuple(fact for fact in _more(plain) if fact.value or fact.contacts),
        log=plain.log,
    )


def _facts(plain: Plain) -> Iterable[Fact]:
    on = max((one.on for one in plain.shown if one.on), default=plain.on)
    if plain.decision:
        towards = (_text(plain.decision.discipline), _text(plain.decision.programme))
        yield Fact(
            say("verify.fact.towards"), format_html_join(" · ", "{}", ((one,) for one in towards if one))
        )
        yield Fact(say("verify.fact.says"), _text(plain.about))  # in what form, and on which conditions
        for text in plain.decision.reasons[:1]:  # what follows is the basis, which stands below
            yield Fact(say("verify.fact.reasons"), _text(text))
        yield Fact(say("verify.fact.decided-on"), day(plain.decision.on) if plain.decision.on else "")
    else:
        yield Fact(say("verify.fact.title"), _joined([_text(plain.title), _credits(plain)]))
    kinds = list(dict.fromkeys(kind for one in plain.shown if (kind := _kind(one))))
    titles = [_text(one.title) or one.type for one in plain.shown if not _kind(one)]
    grade = f"{plain.grade[0]} ({plain.grade[1]})" if len(plain.grade) > 1 else "".join(plain.grade)
    grade = grade.replace(" %", "\N{NO-BREAK SPACE}%")
    ways = [one for one in (_and(kinds), *titles, grade) if one]
    if plain.decision:  # its evidence has days of its own, which it does not say
        yield Fact(say("verify.fact.shown-by"), _joined(ways))
    else:  # a day alone says by nothing that it was shown
        label = say("verify.fact.shown-by" if ways else "verify.fact.on")
        yield Fact(label, _joined([*ways, day(on) if on else ""]))
    yield Fact(say("verify.fact.checked-by"), _text(plain.checked_by) or _text(plain.issued_by))
    if plain.checked_by and _text(plain.checked_by) != _text(plain.issued_by):
        yield Fact(say("verify.fact.issued-by"), _text(plain.issued_by))
    yield Fact(say("verify.fact.ask"), _text(plain.ask), tuple(one for one in plain.contacts if "@" in one))
    things = _joined(_word("credential.is-not", code) for code in plain.is_not)
    yield Fact(say("credential.fact.is-not"), say("credential.is-not-these", things=things) if things else "")


def _kind(one: ShownBy) -> str:
    """The kind of assessment in words; empty for what somebody submitted, which has a title only."""
    name = f"word.assessment.{one.type}"
    return say(name).lower() if name in catalogue() else ""


def _more(plain: Plain) -> Iterable[Fact]:
    """What an expert asks next: amount, level, quality, the scale, the day of issue."""
    yield Fact(say("verify.fact.size"), _joined([_credits(plain), _hours(plain)]))
    yield Fact(say("verify.fact.level"), _level(plain))
    yield Fact(
        say("credential.fact.quality"),
        _joined([_word("word.quality", plain.quality_kind), _text(plain.quality_body)]),
    )
    for text in plain.decision.reasons[1:] if plain.decision else ():
        yield Fact(say("credential.fact.basis"), _text(text))
    yield Fact(say("credential.fact.scale"), _text(plain.grade_scale))
    yield Fact(say("verify.fact.on"), day(plain.on) if plain.on else "")
    yield Fact(say("credential.fact.site"), _joined(one for one in plain.contacts if "@" not in one))
    for text in plain.notes:
        yield Fact(say("credential.fact.note"), _text(text))


def _credits(plain: Plain) -> str:
    if not plain.credits:
        return ""
    number = f"{plain.credits:g}" if _language() == "en" else f"{plain.credits:g}".replace(".", ",")
    return say("credential.credits", number=number)


def _hours(plain: Plain) -> str:
    hours = re.fullmatch(r"PT(\d+)H(?:(\d+)M)?", plain.workload)
    if not hours:
        return ""
    minutes = int(hours[1]) * 60 + int(hours[2] or 0)
    return say("credential.hours", academic=_number(minutes, 50), clock=_number(minutes, 60))


def _level(plain: Plain) -> str:
    """The levels that the file gives; a framework that is not ours keeps its own words."""
    indicative = "credential.eqf-indicative" if plain.eqf_status == "indicative" else "credential.eqf"
    nqf, eqf = re.fullmatch(r"NQF (\d)", plain.nqf), re.fullmatch(r"(?:EQF )?(?:Level )?(\d)", plain.eqf)
    return "; ".join(
        part
        for part in (
            say("credential.nqf", level=nqf[1]) if nqf else plain.nqf,
            say(indicative, level=eqf[1]) if eqf else plain.eqf,
        )
        if part
    )


def _number(minutes: int, unit: int) -> str:
    value = f"{minutes / unit:.1f}".rstrip("0").rstrip(".")
    return value if _language() == "en" else value.replace(".", ",")


def _latin(passport: str | None) -> str:
    """The name as English writes it, from the form of passports (SEIITOVA AIGUL); any other stays as it is written."""
    family, _, given = (passport or "").partition(" ")
    return f"{given.title()} {family.title()}".strip() if (passport or "").isupper() else passport or ""


def _text(texts: Mapping[str, str]) -> str | SafeString:
    chosen, found = choose(texts, _language())
    return (
        chosen
        if found == _language() or not chosen
        else format_html('<span lang="{}">{}</span>', found, chosen)
    )


def _word(kind: str, code: str) -> str:
    name = f"{kind}.{code}"
    return say(name) if name in catalogue() else code


def _joined(parts: Iterable[str]) -> SafeString:
    return format_html_join(", ", "{}", ((part,) for part in parts if part))


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return say("credential.and", first=", ".join(words[:-1]), last=words[-1])


def _language() -> str:
    return get_language() or "kk"
