"""What every row of a list of awards is asked against: the version, its plan, the body, the rules and rights of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tanym.apps.learning.conclusions import surroundings
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications.entitlement import UNKNOWN, Entitlement
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import design_of, entitled
from tanym.core.credentials.completion import Surroundings
from tanym.core.kernel.canonical import digest
from tanym.core.qualifications.design import Design, LearningOutcome
from tanym.core.rules import Stack
from tanym.core.rules.alike import AlikeReports


@dataclass(frozen=True)
class Asked:
    """A version on a day; each part is worked out once, when it is first needed."""

    version: Version
    on: date

    @cached_property
    def design(self) -> Design:
        """The frozen design."""
        return design_of(self.version)

    @cached_property
    def content_digest(self) -> str:
        """The digest of the version as it is kept."""
        return digest(self.version.content)

    @cached_property
    def outcomes(self) -> tuple[LearningOutcome, ...]:
        """The outcomes that the plan assesses, in the design's order: those that a list gives results of."""
        covered = {covering.outcome for one in self.design.assessments for covering in one.covers}
        return tuple(outcome for outcome in self.design.outcomes if outcome.id in covered)

    @cached_property
    def thresholds(self) -> dict[str, int]:
        """What each outcome has to reach: the highest of its thresholds in the plan."""
        found: dict[str, int] = {}
        for one in self.design.assessments:
            for covering in one.covers:
                found[covering.outcome] = max(found.get(covering.outcome, 0), covering.threshold or 0)
        return found

    @cached_property
    def body(self) -> Organisation | None:
        """The awarding body."""
        return organisations().filter(code=self.version.awarding_body).first()

    @cached_property
    def assessing(self) -> Organisation | None:
        """The body whose assessors judge."""
        return organisations().filter(code=self.design.bodies.assessing or "").first()

    @cached_property
    def by(self) -> Stack:
        """The packs in force."""
        return stack(self.on, self.version.awarding_body)

    @cached_property
    def assessment(self) -> AlikeReports:
        """The rules on assessing, asked of many rows."""
        return AlikeReports(self.by, "assessment", self.on)

    @cached_property
    def issue(self) -> AlikeReports:
        """The rules on issuing, asked of many rows."""
        return AlikeReports(self.by, "issue", self.on)

    @cached_property
    def right(self) -> Entitlement:
        """What the registers say of the awarding body on the day (IS-02)."""
        return entitled(self.body, self.on, version=self.version) if self.body else UNKNOWN

    @cached_property
    def around(self) -> Surroundings:
        """Bodies, names and texts as they stand now."""
        return surroundings(self.design)

    @cached_property
    def contact(self) -> str:
        """Where a person writes about the result."""
        body = self.body
        return self.design.offer.contact or (body.contact.get("email", "") or body.website if body else "")
