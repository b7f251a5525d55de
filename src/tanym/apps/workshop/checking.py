"""What the checker says of a draft: each fault at the entry that caused it, and whether the draft may be released."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import base_files, day_of, draft_pack, entries_of, packs_around
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.rules import Pack, resolve
from tanym.core.rules.cases import CaseResult, read_cases, run_case
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.entries import Place
from tanym.core.rules.evidence import evidence_raised
from tanym.core.rules.fault_places import located, whole_label
from tanym.core.rules.pack import Files
from tanym.rulepacks.loader import vocabulary
from tanym.rulepacks.procedures import check_procedures
from tanym.rulepacks.release import release_faults

ADVICE = frozenset({"step.no-case"})
"""What is shown and does not stand in the way: a step that no case takes yet."""

MOST_KEPT = 64
_FOUND: dict[tuple[str, ...], tuple[Fault, ...]] = {}


def faults(pack: Pack, packs: Sequence[Pack], on: date) -> tuple[Fault, ...]:
    """The faults of a pack among others while somebody types: procedures as of one day, and no case is run."""
    found = [one for one in faults_in(packs, vocabulary()) if one.place.startswith(f"{pack.id}: ")]
    try:
        checked = check_procedures(resolve(packs, on, vocabulary()))
    except TanymError:  # told as a fault of a pack already
        checked = ()
    return (*found, *(one for one in checked if one.place.startswith(f"{pack.id}: ")))


def problems(pack: Pack, packs: Sequence[Pack]) -> tuple[Fault, ...]:
    """All that has to be mended or is worth a look before a release: faults, cases that go otherwise, missing cases."""
    key = (pack.digest, *sorted(one.digest for one in packs))
    if key not in _FOUND:
        if len(_FOUND) >= MOST_KEPT:
            _FOUND.clear()
        _FOUND[key] = release_faults(pack, packs, vocabulary())
    return _FOUND[key]


def release_problems(draft: PackDraft) -> tuple[Fault, ...]:
    """What stands in the way of releasing a draft."""
    pack = draft_pack(draft)
    found = problems(pack, packs_around(draft, pack, day_of(draft)))
    return (*(one for one in found if one.code not in ADVICE), *readers_missing(draft, pack))


def readers_missing(draft: PackDraft, pack: Pack) -> tuple[Fault, ...]:
    """Entries that call a source read which the version in force did not, while nobody is named who read it.

    Also where the mark came with a new entry or with files from elsewhere.
    """
    named = {one.key for one in entries_of(draft) if one.read_by and one.read_on}
    return tuple(
        Fault("draft.who-read", f"{pack.id}: {whole_label(place)}", {"sources": ", ".join(sources)})
        for place, sources in evidence_raised(base_files(draft), pack.files).items()
        if place.key not in named
    )


def placed(found: Iterable[Fault], pack: str, files: Files) -> dict[Place | None, list[Fault]]:
    """The faults by the entry that they speak of; those of the whole pack under None."""
    result: dict[Place | None, list[Fault]] = {}
    for fault, place in located(found, pack, files):
        result.setdefault(place, []).append(fault)
    return result


def case_results(pack: Pack, packs: Sequence[Pack], name: str) -> tuple[CaseResult, ...]:
    """One case of rules, run: each answer that it expects beside the answer that was given."""
    cases, _ = read_cases(pack)
    asked = [case for case in cases if case.name == name]
    return tuple(result for case in asked for result in run_case(case, packs, vocabulary()))
