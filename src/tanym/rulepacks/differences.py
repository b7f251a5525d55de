"""What differs between two versions of a pack, in sentences; the same change of many entries is one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from tanym.core.rules import Stack
from tanym.core.rules.difference import LISTS, TEXTS, Change
from tanym.core.rules.entries import ORDER
from tanym.core.rules.types import ValueType
from tanym.rulepacks.entry_words import (
    amount_words,
    cited_words,
    condition_words,
    quoted,
    rule_title,
    shown,
    type_of,
    words_of,
)
from tanym.rulepacks.procedure_words import Terms
from tanym.rulepacks.sentences import code_words, fact_words, value_words
from tanym.rulepacks.words import PLACE, core_words


def change_sentences(changes: Iterable[Change], stack: Stack, language: str) -> tuple[str, ...]:
    """One sentence for each change, in their order; what is changed alike in several entries is told once.

    `stack` gives the words of what the changes name (best that of the newer version, on the day from which it holds).
    """
    groups: dict[tuple[str, str, str], list[Change]] = {}
    for one in changes:
        said = _said(one, stack, language)
        groups.setdefault((one.place.file, one.place.kind, said), []).append(one)
    return tuple(_sentence(group, said, stack, language) for (_, _, said), group in groups.items())


def _sentence(group: list[Change], said: str, stack: Stack, language: str) -> str:
    first = group[0]
    say = core_words().say
    kind = first.place.kind
    if kind == ORDER:
        return say("change-order", language, file=first.place.file, kind=said)
    names = list(dict.fromkeys(_called(one, stack, language) for one in group))
    if kind == "step" and len(names) > 1:
        names = [_with_stages(name, name, group, stack, language) for name in names]
    subject = say(f"change-subject{'s' if len(names) > 1 else ''}.{kind}", language, what=", ".join(names))
    if kind == "step" and len(names) == 1:
        subject = _with_stages(names[0], subject, group, stack, language)
    return say("change-sentence", language, subject=subject, said=said.rstrip("."))


def _with_stages(name: str, text: str, group: list[Change], stack: Stack, language: str) -> str:
    """A step that applies at several stages is told with their number."""
    at = {
        stage
        for one in group
        if _called(one, stack, language) == name
        and isinstance(stages := one.details.get("stages"), list | tuple)
        for stage in stages
    }
    return core_words().say("change-stages", language, what=text, count=len(at)) if len(at) > 1 else text


def _called(change: Change, stack: Stack, language: str) -> str:
    """What the entry is called."""
    kind, name = change.place.kind, str(change.details.get("name", change.place.name))
    if kind in ("rule", "adjust"):
        own = words_of(change.details.get("words"), language).rstrip(".")
        return f"{name} {quoted(own, language)}" if own else rule_title(stack, name, language)
    if kind == "value":
        return quoted(
            words_of(change.details.get("words"), language) or value_words(stack, name, language), language
        )
    if kind == "fact":
        return quoted(
            words_of(change.details.get("words"), language) or fact_words(stack, name, language), language
        )
    if kind in ("clock", "step"):
        terms = _terms(change, stack, language)
        return terms.clock(name) if kind == "clock" else terms.step(name)
    if kind == "source":
        content = change.after if isinstance(change.after, Mapping) else change.before
        title = content.get("title") if isinstance(content, Mapping) else None
        return quoted(words_of(change.details.get("words"), language) or str(title or name), language)
    called = words_of(change.details.get("words"), language, name)
    return quoted(PLACE.sub("…", called) if kind == "letter" else called, language)


def _said(change: Change, stack: Stack, language: str) -> str:
    """What happened to it."""
    say = core_words().say
    if change.place.kind == ORDER:
        named = f"legal.section.{change.place.name}"
        return say(named, language) if named in core_words() else change.place.name
    places = {
        "before": _shown(change, change.before, stack, language),
        "after": _shown(change, change.after, stack, language),
        "since": shown(change.details.get("since"), language),
        "severity": "",
    }
    whole = change.after if isinstance(change.after, Mapping) else {}
    if change.code.endswith(".added"):
        places["since"] = shown(whole.get("since"), language)
        places["severity"] = say(f"severity.{whole.get('severity')}", language)
    code = f"change.{change.code}"
    if change.after is None and "languages" in change.details:
        code = "change-element-removed"
    if code in core_words():
        return say(code, language, label=_label(change, language), **places)
    ending = code.rpartition("-")[2]
    general = {"added": "change-element-added", "removed": "change-element-removed"}.get(
        ending, "change-member"
    )
    if str(change.details.get("member")) in TEXTS:
        general = "change-text"
    return say(general, language, label=_label(change, language), **places)


def _label(change: Change, language: str) -> str:
    """What the changed member is called; its own name where the format knows none."""
    member = (
        change.code.partition(".")[2].removesuffix("-changed").removesuffix("-added").removesuffix("-removed")
    )
    if member == "elements-reordered":
        written = str(change.details.get("member", ""))
        member = LISTS.get(written, written)
    code = f"member.{member}"
    if member != "member" and code in core_words():
        return core_words().say(code, language)
    return str(change.details.get("member", member))


def _texts(found: object) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list | tuple) else []


def _terms(change: Change, stack: Stack, language: str) -> Terms:
    found = change.details.get("terms")
    return Terms(stack, found if isinstance(found, Mapping) else {}, language)


def _shown(change: Change, content: object, stack: Stack, language: str) -> str:
    """What stood before or stands after, by the kind of the change."""
    if content is None:
        return core_words().say("change-nothing", language)
    kind, code = change.place.kind, change.code.partition(".")[2]
    member = str(change.details.get("member", ""))
    if isinstance(content, Mapping) and "languages" in change.details:
        return _in_languages(content, change, language)
    terms = _terms(change, stack, language)
    if kind == "value" and code in ("amount-changed", "limit-changed", "line-added", "line-removed", "added"):
        return _amounts(change, content, stack, language)
    if code.startswith("citation-"):
        return cited_words(stack, str(content), language)
    if code.startswith(("condition-", "premise-", "alternative-")):
        return condition_words(stack, content, language).rstrip(".")
    if isinstance(content, Mapping) and code == "added":
        return _whole(kind, content, terms)
    if isinstance(content, str):
        return _name(kind, member, content, terms)
    if member in ("guards", "effects"):
        return terms.guard(content) if member == "guards" else terms.effect(content)
    return shown(content, language)


def _in_languages(texts: Mapping[str, object], change: Change, language: str) -> str:
    """The texts of the languages in which they changed."""
    say = core_words().say
    said = [
        say(
            "change-text-of",
            language,
            language=code_words(one, language),
            text=quoted(str(texts[one]), language),
        )
        for one in _texts(change.details.get("languages"))
        if one in texts
    ]
    return "; ".join(said) or say("change-nothing", language)


def _name(kind: str, member: str, content: str, terms: Terms) -> str:
    """A name that stands in a member, in the words of what it names."""
    say, language = core_words().say, terms.language
    if member in ("severity", "may_lower_to"):
        return say(f"severity.{content}", language)
    if member == "layer" or member == "may_replace":
        return say(f"pack-layer.{content}", language)
    if member == "status" and kind == "pack":
        return say(f"pack-status.{content}", language)
    if member == "status" and kind == "procedure" and f"procedure-status.{content}" in core_words():
        return say(f"procedure-status.{content}", language)
    if member == "binds":
        return say(f"binds.{content}", language) if f"binds.{content}" in core_words() else content
    if member == "rule":
        return rule_title(terms.stack, content, language)
    named: dict[tuple[str, str], Callable[[str], str]] = {
        ("step", "from"): terms.stage,
        ("step", "to"): terms.stage,
        ("procedure", "start"): terms.stage,
        ("stage", "waits_for"): terms.party,
        ("stage", "clock"): terms.clock,
        ("document", "from"): terms.party,
        ("document", "needed_for"): terms.step,
        ("clock", "on_expiry"): terms.expiry,
        ("clock", "lasts"): terms.length,
        ("clock", "extends"): terms.length,
        ("clock", "notice"): terms.letter,
        ("letter", "to"): terms.side,
        ("party", "side"): terms.side,
        ("commission", "quorum"): terms.length,
        ("commission", "apart"): terms.kept_apart,
        ("commission", "not_members"): terms.party,
        ("commission", "chosen_by_members"): terms.office,
    }
    by_member: dict[str, Callable[[str], str]] = {
        "by": terms.party,
        "extended_by": terms.party,
        "guards": terms.guard,
        "effects": terms.effect,
        "letters": terms.letter,
        **dict.fromkeys(("starts", "stops", "pauses", "resumes", "restarts", "on_entry_starts"), terms.clock),
    }
    told = named.get((kind, member)) or by_member.get(member)
    return told(content) if told else shown(content, language)


def _amounts(change: Change, content: object, stack: Stack, language: str) -> str:
    """An amount; of a dated line with the sources; of a whole value, all its lines."""
    name = change.place.name
    whole = content if isinstance(content, Mapping) and change.code == "value.added" else None
    kind = type_of(stack, name, whole)
    if whole is not None:
        lines = [one for one in whole.get("dated", ()) if isinstance(one, Mapping)]
        said = (
            core_words().say("change.value.line-added", language, since=shown(one.get("since"), language),
                             after=_line(one, kind, stack, language))
            for one in lines
        )  # fmt: skip
        return "; ".join(said) or core_words().say("legal.no-line", language).rstrip(".")
    if change.code in ("value.line-added", "value.line-removed") and isinstance(content, Mapping):
        return _line(content, kind, stack, language)
    return amount_words(stack, kind, content, language)


def _line(line: Mapping[str, Any], kind: ValueType | None, stack: Stack, language: str) -> str:
    said = amount_words(stack, kind, line.get("value"), language)
    if isinstance(until := line.get("until"), date):
        said += "; " + core_words().say("change.*.ended", language, after=shown(until, language))
    cites = "; ".join(cited_words(stack, one, language) for one in _texts(line.get("cites")))
    return f"{said} [{cites}]" if cites else said


def _whole(kind: str, content: Mapping[str, Any], terms: Terms) -> str:
    """A new stage, step, paper or term in one line."""
    say, language = core_words().say, terms.language
    parts: list[str] = []
    if kind == "stage":
        if isinstance(end := content.get("end"), str):
            named = f"end-of.{end}"
            parts.append(
                say("legal.end", language, end=say(named, language) if named in core_words() else end)
            )
        if isinstance(waits := content.get("waits_for"), str):
            parts.append(say("legal.waits", language, party=terms.party(waits)))
        if isinstance(clock := content.get("clock"), str):
            parts.append(say("legal.term", language, clock=terms.clock(clock)))
    elif kind == "step":
        origins = ", ".join(terms.stage(one) for one in _texts(content.get("from")))
        parties = ", ".join(terms.party(one) for one in _texts(content.get("by")))
        parts += [
            say("legal.way", language, origins=origins, target=terms.stage(str(content.get("to", "")))),
            say("legal.taken-by", language, parties=parties),
        ]
    elif kind == "document":
        party, step = (
            terms.party(str(content.get("from", ""))),
            terms.step(str(content.get("needed_for", ""))),
        )
        parts.append(say("legal.document", language, party=party, step=step))
    elif kind == "clock":
        parts.append(say("legal.clock", language, amount=terms.length(str(content.get("lasts", "")))))
    return " ".join(parts)
