"""Which route a credential takes: evaluation of a foreign qualification, validation, or a professional body (RC-07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Route(StrEnum):
    """The routes between which a case is sorted before it begins."""

    FOREIGN = "foreign-qualification"  # a whole formal qualification from another country
    EVALUATION = "evaluation"  # a micro-credential evaluated in the manner of the Lisbon Convention
    VALIDATION = "validation"  # recognition of learning, the credential as one item of evidence
    PROFESSIONAL = "professional"  # the body for a regulated profession
    INTERVIEW = "interview"  # a person who cannot get the documents: questionnaire and two evaluators


HERE = frozenset({Route.FOREIGN, Route.EVALUATION, Route.INTERVIEW})
"""The routes that lead through the procedure on foreign learning."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a credential that is shown. What cannot be found counts as no (Micro-Evaluator)."""

    from_abroad: bool = False
    whole_qualification: bool = False
    recognised_body: bool = False
    level: bool = False
    credits: bool = False
    external_quality: bool = False

    @property
    def aligned(self) -> bool:
        """Whether it is aligned to the Bologna process, so that the Convention's way is open to it."""
        return self.recognised_body and self.level and self.credits and self.external_quality


FEATURES = ("recognised_body", "level", "credits", "external_quality")
"""What a micro-credential needs to be aligned to the Bologna process, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Routed:
    """The route that the rule gives and why: a code, and what is not known of what is shown."""

    route: Route
    because: str
    missing: tuple[str, ...] = ()


def routed(
    shown: Iterable[Shown], *, regulated_profession: bool = False, undocumented: bool = False
) -> Routed:
    """The route by rule with its reason, for whoever decides on it; of several documents the best one leads."""
    every = tuple(shown)
    route = route_by_rule(every, regulated_profession=regulated_profession, undocumented=undocumented)
    if route is not Route.VALIDATION:
        return Routed(route, f"routing.because.{route}")
    if not every:
        return Routed(route, "routing.because.no-document")
    foreign = [one for one in every if one.from_abroad]
    if not foreign:
        return Routed(route, "routing.because.not-from-abroad")
    lacking = [tuple(name for name in FEATURES if not getattr(one, name)) for one in foreign]
    return Routed(route, "routing.because.not-aligned", min(lacking, key=len))


def route_by_rule(
    shown: Iterable[Shown], *, regulated_profession: bool = False, undocumented: bool = False
) -> Route:
    """The route for what is shown; without a document it is validation, too, save for a person who cannot get it.

    Source: ENIC-NARIC page on micro-credentials: those aligned to the Bologna process under the Convention, others by
    recognition of prior learning.
    """
    every = tuple(shown)
    if regulated_profession:
        return Route.PROFESSIONAL
    if undocumented:
        return Route.INTERVIEW
    if any(one.from_abroad and one.whole_qualification for one in every):
        return Route.FOREIGN
    if any(one.from_abroad and one.aligned for one in every):
        return Route.EVALUATION
    return Route.VALIDATION
