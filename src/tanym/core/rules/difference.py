"""What differs between two versions of a pack, entry by entry, as codes with what stood before and what stands after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tanym.core.rules.difference_rows import paired, reordered
from tanym.core.rules.entries import KINDS, LISTED, ORDER, REST, Place, entries, same
from tanym.core.rules.pack import Files

LISTS: Mapping[str, str] = {
    "cites": "citation",
    "when": "premise",
    "must": "condition",
    "any": "alternative",
    "requires": "requirement",
    "from": "origin",
    "by": "party",
    "guards": "guard",
    "starts": "started-clock",
    "stops": "stopped-clock",
    "pauses": "paused-clock",
    "resumes": "resumed-clock",
    "restarts": "restarted-clock",
    "on_entry_starts": "started-clock",
    "effects": "effect",
    "letters": "letter",
    "may_replace": "replacing-layer",
    "chosen_by_members": "elected-office",
    "not_members": "outsider",
    "apart": "kept-apart",
    "under": "asked-pack",
    "rules": "sorted-rule",
    "extended_by": "extending-party",
}
"""Members that are lists, with what one element of them is called in a code: `step.guard-added`."""

TEXTS: Mapping[str, str] = {
    "words": "words",
    "reason": "reason",
    "subject": "subject",
    "body": "body",
    "status_notes": "status-note",
    "coverages": "coverage",
    "tacit": "tacit",
}
"""Members that hold a text by language."""

RENAMED: Mapping[tuple[str, str], str] = {
    ("clock", "lasts"): "length",
    ("clock", "on_expiry"): "expiry",
    ("clock", "warn_at"): "warning",
    ("clock", "extends"): "extension",
    ("clock", "times"): "extensions",
    ("clock", "notice"): "notice",
    ("dated", "value"): "amount",
    ("dated", "loosen_to"): "limit",
    ("value", "tighter"): "direction",
    ("step", "to"): "target",
    ("step", "do"): "verb",
    ("document", "from"): "giver",
    ("document", "needed_for"): "step",
    ("letter", "to"): "addressee",
    ("party", "is"): "basis",
}
"""Members whose codes have another name than TOML gives them."""

SINGLE: Mapping[str, tuple[str, ...]] = {
    "pack": ("id", "layer", "jurisdiction", "institution", "status", "status_note", "coverage", "functions", "note"),
    "source": ("kind", "title", "url", "date", "version_read", "still_valid_on", "repealed", "note", "from"),
    "unit": ("minutes", "note"),
    "value": ("type", "tighter", "note"),
    "dated": ("since", "value", "loosen_to", "note"),
    "rule": ("id", "since", "binds", "severity", "waivable", "may_lower_to", "note"),
    "adjust": ("rule", "since", "severity", "note"),
    "fact": ("type", "kind", "note"),
    "case": ("name", "on", "facts", "expect", "note", "procedure"),
    "letter": ("to", "note"),
    "procedure": ("id", "since", "status", "status_note", "calendar", "start", "note"),
    "party": ("side", "is", "note"),
    "document": ("from", "needed_for", "instead", "note"),
    "clock": ("lasts", "on_expiry", "warn_at", "extends", "times", "notice", "note"),
    "stage": ("waits_for", "clock", "no_clock", "end", "note"),
    "step": ("do", "to", "note"),
    "criterion": ("rest", "note"),
    "commission": ("odd", "fewest", "majority", "quorum", "note"),
}  # fmt: skip
"""Members of each kind that hold one thing; a member that the format does not know is `member-changed`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` and `after` are the member that changed, or the whole entry; None where there is none.

    `details`: `name` (of the entry), `words` (what the entry is called, by language), `member`; where they apply
    `element` (of a list), `languages`, `since` (of a dated line), for procedures `terms` (see `terms_of`), and for a step
    `stages`, from which it may be taken.
    """

    place: Place
    code: str
    before: object
    after: object
    details: Mapping[str, object] = field(default_factory=dict, hash=False)


def difference(before: Files, after: Files) -> tuple[Change, ...]:
    """All changes, by file, then in the order of the format and of the newer version; empty only for equal packs."""
    return tuple(change for file in sorted({*before, *after}) for change in _of_file(file, before, after))


def terms_of(table: Mapping[str, Any]) -> dict[str, object]:
    """What the names in a procedure's table are called: `stage heard` → words, `clock consider` → name of its value."""
    result: dict[str, object] = {}
    for kind in ("party", "document", "stage", "criterion"):
        for name, row in _table(table.get(kind)).items():
            result[f"{kind} {name}"] = _table(_table(row).get("words"))
    for name, row in _table(table.get("clock")).items():
        result[f"clock {name}"] = _table(row).get("lasts")
    steps = table.get("step")
    for row in steps if isinstance(steps, list | tuple) else ():
        if words := _table(_table(row).get("words")):
            result.setdefault(f"step {_table(row).get('do')}", words)
    return result


def _of_file(file: str, before: Files, after: Files) -> Iterator[Change]:
    olds, news = ({file: files[file]} if file in files else {} for files in (before, after))
    old, new = entries(olds), entries(news)
    terms: dict[str, object] = {}
    if "stage" in {place.kind for place in (*old, *new)}:
        terms = terms_of(olds.get(file, {})) | terms_of(news.get(file, {}))
    for kind in (*KINDS, REST):
        rows = paired(
            {place: one for place, one in old.items() if place.kind == kind},
            {place: one for place, one in new.items() if place.kind == kind},
        )
        for then, now in rows:
            yield from _of_entry((then, old[then]) if then else None, (now, new[now]) if now else None, terms)
        if kind in LISTED and reordered(rows, list(old)):
            then_names, now_names = (
                [place.name for place in some if place.kind == kind] for some in (old, new)
            )
            place = Place(file, ORDER, kind)
            yield Change(place, f"{kind}.order-changed", then_names, now_names, {"name": file})


def _of_entry(
    then: tuple[Place, object] | None,
    now: tuple[Place, object] | None,
    terms: Mapping[str, object],
) -> Iterator[Change]:
    place, content = now or then or (Place("", "", ""), None)
    kind, before, after = place.kind, then and then[1], now and now[1]
    details: dict[str, object] = {"name": _called(place, content), "words": _words(content)}
    if terms:
        details["terms"] = terms
    if kind == "step":
        details["stages"] = _table(content).get("from")
    if then is None or now is None:
        yield Change(place, f"{kind}.{'added' if now else 'removed'}", before, after, details)
    elif not isinstance(before, Mapping) or not isinstance(after, Mapping):
        if not same(before, after):
            yield Change(place, f"{kind}.member-changed", before, after, details)
    else:
        yield from _members(place, kind, before, after, details)


def _members(
    place: Place,
    kind: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    details: Mapping[str, object],
) -> Iterator[Change]:
    for member in dict.fromkeys((*after, *before)):
        old, new = before.get(member), after.get(member)
        if same(old, new) and (member in before) == (member in after):
            continue
        told = {**details, "member": member}
        if kind == "value" and member == "dated":
            yield from _dated(place, old, new, told)
        elif member == "until":
            code = "ended" if old is None else "end-removed" if new is None else "end-changed"
            yield Change(place, f"{kind}.{code}", old, new, told)
        elif member in LISTS and member not in SINGLE.get(kind, ()) and _are_lists(old, new):
            yield from _elements(place, kind, member, old or (), new or (), told)
        elif member in TEXTS:
            told["languages"] = [
                one for one in ("kk", "ru", "en") if not same(_table(old).get(one), _table(new).get(one))
            ]
            yield Change(place, f"{kind}.{TEXTS[member]}-changed", old, new, told)
        elif member in SINGLE.get(kind, ()):
            called = RENAMED.get((kind, member), member.replace("_", "-"))
            yield Change(place, f"{kind}.{called}-changed", old, new, told)
        else:
            yield Change(place, f"{kind}.member-changed", old, new, told)


def _elements(
    place: Place, kind: str, member: str, old: Any, new: Any, details: Mapping[str, object]
) -> Iterator[Change]:
    gone, come = _without(old, new), _without(new, old)
    for one in gone:
        yield Change(place, f"{kind}.{LISTS[member]}-removed", one, None, {**details, "element": one})
    for one in come:
        yield Change(place, f"{kind}.{LISTS[member]}-added", None, one, {**details, "element": one})
    if not gone and not come:  # the same elements, in another order or more often
        yield Change(place, f"{kind}.elements-reordered", old, new, details)


def _dated(place: Place, old: Any, new: Any, details: Mapping[str, object]) -> Iterator[Change]:
    """The lines of a value by their first day; a line that only begins on another day is told as that."""
    if not _are_lists(old, new) or not (_days_apart(old) and _days_apart(new)):
        yield Change(place, f"{place.kind}.member-changed", old, new, details)
        return
    olds = {one.get("since"): one for one in old or ()}
    news = {one.get("since"): one for one in new or ()}
    gone = [day for day in olds if day not in news]
    come = [day for day in news if day not in olds]
    for day in news:
        told = {**details, "since": day}
        if day in olds:
            for change in _members(place, "dated", olds[day], news[day], told):
                yield Change(
                    place,
                    f"{place.kind}.{change.code.partition('.')[2]}",
                    change.before,
                    change.after,
                    change.details,
                )
            continue
        moved = next((one for one in gone if same({**olds[one], "since": day}, news[day])), None)
        if moved is None:
            yield Change(place, f"{place.kind}.line-added", None, news[day], told)
        else:
            gone.remove(moved)
            yield Change(place, f"{place.kind}.start-changed", moved, day, told)
    for day in gone:
        yield Change(place, f"{place.kind}.line-removed", olds[day], None, {**details, "since": day})
    if not gone and not come and list(olds) != list(news):
        yield Change(place, f"{place.kind}.elements-reordered", old, new, details)


def _days_apart(lines: Any) -> bool:
    days = [_table(one).get("since") for one in lines or ()]
    return all(isinstance(one, Mapping) for one in lines or ()) and len(set(map(str, days))) == len(days)


def _are_lists(*some: Any) -> bool:
    return all(one is None or isinstance(one, list | tuple) for one in some)


def _without(some: Any, others: Any) -> list[Any]:
    left = list(others)
    result = []
    for one in some:
        found = next((index for index, other in enumerate(left) if same(one, other)), None)
        if found is None:
            result.append(one)
        else:
            left.pop(found)
    return result


def _called(place: Place, content: object) -> object:
    """The name to show: of a rule its id without the day, of a step its verb."""
    table = _table(content)
    member = {"rule": "id", "adjust": "rule", "step": "do", "case": "name", "pack": "id", "procedure": "id"}
    found = table.get(member[place.kind]) if place.kind in member else None
    return found if isinstance(found, str) and found else place.name


def _words(content: object) -> Mapping[str, Any]:
    table = _table(content)
    return _table(table.get("words")) or _table(table.get("subject"))


def _table(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}
