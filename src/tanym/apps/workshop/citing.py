"""The citations that a change rests on, as pages show them."""

from __future__ import annotations

import re

from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules import Stack
from tanym.core.rules.citations import Mark, read_citation

_BETWEEN = re.compile(r"(?<=\]); ")


def cited(text: str, pack: str, stack: Stack | None, language: str) -> tuple[ShownCitation, ...]:
    """The sources of a change with their place and mark; what is no citation of the pack is shown as it was written."""
    result: list[ShownCitation] = []
    for one in _BETWEEN.split(text) if text else ():
        try:
            citation = read_citation(one, pack)
        except InvalidValue:
            citation = None
        if citation is None or stack is None:
            result.append(ShownCitation(one, "", "", str(Mark.UNREAD), "", None, ""))
        else:
            result += shown_citations(stack, (citation,), language)
    return tuple(result)
