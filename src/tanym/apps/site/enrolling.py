"""One enrolment of the sample country, from its first day to its award."""

from __future__ import annotations

from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.learning.actions.assess import Given, assess
from tanym.apps.learning.actions.conclude import conclude
from tanym.apps.learning.actions.enrol import enrol
from tanym.apps.qualifications.queries import published_version
from tanym.apps.site.queries import moment


def bring_enrolment(row: dict[str, Any]) -> str:
    """One enrolment with its results and its award, where it has one. Returns the source of the award."""
    version = published_version(row["design"], row["enrolled_on"])
    enrolment = enrol(actor=person(row["person"]), at=moment(row["enrolled_on"]), version=version)
    for result in row.get("result", []):
        enrolment = assess(
            actor=person(result["assessor"]),
            at=moment(result["on"]),
            enrolment=enrolment,
            revision=enrolment.revision,
            relation_to_learner="none",
            results=[Given(result["assessment"], result["outcome"], result["percent"], result["reasons"])],
            identity={result["assessment"]: result["identity"]},
        )
    if "award" in row:
        award = row["award"]
        enrolment = conclude(
            actor=person(award["registrar"]),
            at=moment(award["awarded_on"]),
            enrolment=enrolment,
            revision=enrolment.revision,
        )
    return enrolment.source
