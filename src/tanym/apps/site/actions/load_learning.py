"""Bring the enrolments and results of the sample country into the database; the awards follow from them."""

from __future__ import annotations

from tanym.apps.site.enrolling import bring_enrolment
from tanym.apps.site.queries import read


def load_learning() -> dict[str, str]:
    """Enrol, assess and conclude as `cases.toml` says. Returns enrolment code → source of its award."""
    return {row["code"]: bring_enrolment(row) for row in read("cases.toml")["enrolment"]}
