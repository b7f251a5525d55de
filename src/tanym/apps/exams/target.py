"""What a candidate asks to have recognised: a profession's qualification, or separate skills of its standard."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from tanym.apps.exams.models import Offer
from tanym.apps.exams.queries import Described
from tanym.core.kernel.errors import InvalidValue
from tanym.core.standards.parts import Target
from tanym.core.standards.standard import MANDATORY, LabourFunction, ProfessionCard, Skill


def reference(profession: str) -> str:
    """The name of a profession among targets and awards."""
    return f"profession:{profession}"


def skills(card: ProfessionCard) -> Iterator[tuple[str, LabourFunction, Skill, str]]:
    """Every skill of a card: its code in a case, its function, itself, and the end of its path in the standard."""
    for f, function in enumerate(card.functions, 1):
        for s, skill in enumerate(function.skills, 1):
            yield f"f{f}-s{s}", function, skill, f"f{f}.s{s}"


def examined(card: ProfessionCard) -> list[str]:
    """The skills that the whole qualification takes: those of the mandatory functions, or all where none is mandatory."""
    mandatory = [code for code, function, _skill, _path in skills(card) if function.kind == MANDATORY]
    return mandatory or [code for code, *_rest in skills(card)]


def target(of: Described, offer: Offer, wanted: Collection[str]) -> dict[str, Any]:
    """The target of a case as it stands on the day of application; `wanted` are separate skills, empty for the whole.

    Raises `InvalidValue("exams.no-such-skill")` for a skill that the standard has not, or does not let be recognised
    by itself (law 14-VIII, art. 20).
    """
    every = {code: (function, skill, path) for code, function, skill, path in skills(of.card)}
    apart = sorted(code for code, (_function, skill, _path) in every.items() if skill.recognisable)
    if not set(wanted) <= set(apart):
        raise InvalidValue("exams.no-such-skill")
    chosen = [code for code in every if code in wanted] if wanted else examined(of.card)
    profession, standard = of.profession.content, of.standard
    return {
        "kind": "skill" if wanted else "qualification",
        "code": profession.code,
        "titles": dict(profession.titles),
        "credits": 0,
        "outcomes": [
            {
                "id": code,
                "kind": "skill",
                "text": dict(every[code][1].text),
                "function": dict(every[code][0].text),
                "abilities": [dict(one) for one in every[code][1].abilities],
                "part": str(
                    Target(standard.instrument.code, standard.edition.number, f"c{of.place}.{every[code][2]}")
                ),
            }
            for code in chosen
        ],
        "organisation": offer.centre.code,
        "qualification": dict(of.card.qualification or of.card.title),
        "standard": standard.instrument.code,
        "standard_titles": dict(standard.content.name),
        "edition": standard.edition.number,
        "level": of.card.level,
        "nonformal": dict(of.card.nonformal),
        "apart": apart,
        "valid": profession.valid or "",
        "personal": list(offer.personal),
        "offer": str(offer.public_id),
    }
