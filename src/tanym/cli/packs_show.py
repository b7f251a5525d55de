"""How `tanym packs` shows packs and rules: a legal table in plain text, or JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tanym.core.kernel.localized import choose
from tanym.core.rules import Pack, Rule, Stack, find
from tanym.core.rules.citations import Citation
from tanym.core.rules.plain import plain
from tanym.rulepacks.sentences import condition_sentence, rule_words, trail_sentence, value_words
from tanym.rulepacks.words import core_words

_WIDE = 100  # characters of a value that a line shows


def plain_pack(pack: Pack) -> dict[str, Any]:
    """JSON data of a pack's head and the ids of its rules and values."""
    return {
        "id": pack.id,
        "layer": str(pack.layer),
        "jurisdiction": pack.jurisdiction,
        "status": str(pack.status),
        "status_note": pack.status_note,
        "coverage": pack.coverage,
        "requires": list(pack.requires),
        "digest": pack.digest,
        "words": dict(pack.words),
        "rules": [plain_line(rule) for rule in pack.rules],
        "values": sorted(pack.values),
    }


def plain_line(rule: Rule) -> dict[str, Any]:
    """JSON data of a rule in the list: what must hold, since when, on whose word, and how well that was read."""
    return {
        "id": rule.id,
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "binds": rule.binds,
        "severity": str(rule.severity),
        "evidence": str(rule.mark),
        "cites": [str(one) for one in rule.cites],
        "words": dict(rule.words),
    }


def listed(pack: Pack, on: date, language: str) -> list[str]:
    """Every rule of a pack on two lines: what must hold with its state on the day; its source and how it was read."""
    say = core_words().say
    lines = []
    for rule in pack.rules:
        state = say(f"rule-state.{_state(rule, on)}", language, since=rule.since, until=rule.until or "")
        severity = say(f"severity.{rule.severity}", language)
        lines.append(f"  {rule.id:<10} {choose(rule.words, language)[0]}")
        lines.append(f"  {'':<10} {state}; {severity}; {'; '.join(str(one) for one in rule.cites)}")
    return lines


def _state(rule: Rule, on: date) -> str:
    if on < rule.since:
        return "to-come"
    return "ended" if rule.until is not None and rule.until <= on else "in-force"


def pack_lines(pack: Pack, language: str) -> list[str]:
    """A pack's head, its rules in words and its values with all dates."""
    say = core_words().say
    lines = [
        f"{pack.id}: {choose(pack.words, language)[0]}",
        f"  {say(f'pack-layer.{pack.layer}', language)}, {say(f'pack-status.{pack.status}', language)}",
        f"  {pack.status_note}",
        f"  sha-256 {pack.digest}",
        "",
    ]
    lines += [
        f"  {rule.id:<10} {rule.since} {say(f'severity.{rule.severity}', language)}: {choose(rule.words, language)[0]}"
        for rule in pack.rules
    ]
    lines.append("")
    for name, entry in sorted(pack.values.items()):
        for dated in entry.dated:
            cited = "; ".join(str(one) for one in dated.cites)
            lines.append(f"  {name}  {dated.since}  {_short(dated.raw)}  ({cited})")
    return lines


def plain_rule(stack: Stack, rule: str) -> dict[str, Any]:
    """JSON data of one rule on the day of the stack."""
    resolved = stack.rules[rule]
    written = resolved.rule
    return {
        "id": written.id,
        "pack": written.pack,
        "on": stack.on.isoformat(),
        "binds": written.binds,
        "severity": str(resolved.severity),
        "waivable": written.waivable,
        "words": dict(written.words),
        "cites": [str(one) for one in written.cites],
        "facts": sorted(written.facts),
        "values": {name: plain(stack.value(name)) for name in sorted(written.values)},
        "when": [one.plain() for one in written.when],
        "must": [one.plain() for one in written.must],
        "any": [one.plain() for one in written.any_of],
        "note": written.note,
    }


def rule_lines(stack: Stack, rule: str, language: str) -> list[str]:
    """One rule as a lawyer reads it: what it demands, where it stands, what it asks, where each number comes from."""
    resolved = stack.rules[rule]
    severity = core_words().say(f"severity.{resolved.severity}", language)
    lines = [f"{rule} ({stack.on}, {severity}): {rule_words(stack, rule, language)}"]
    lines += [f"  {_cited(stack, one)}" for one in resolved.rule.cites]
    if resolved.rule.note:
        lines.append(f"  {resolved.rule.note}")
    for read in find(stack, resolved, {}, stack.on).conditions:
        lines.append(f"  {read.role}: {condition_sentence(stack, read, language)}")
    for name in sorted(resolved.rule.values):
        lines.append(f"  {value_words(stack, name, language)}:")
        for step in stack.trail.get(name, ()):
            lines.append(f"    {trail_sentence(stack, name, step, language)}")
            lines += [f"      {_cited(stack, one)}" for one in step.spoken.cites]
    return lines


def _cited(stack: Stack, citation: Citation) -> str:
    source = stack.source(citation)
    return f"{citation}  {source.title if source else ''}".rstrip()


def _short(raw: object) -> str:
    text = json.dumps(plain(raw), ensure_ascii=False) if isinstance(raw, list | dict) else str(raw)
    return text if len(text) <= _WIDE else f"{text[:_WIDE]}…"
