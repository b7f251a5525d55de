"""Set the levels by which the outcomes of a discipline are judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Discipline
from tanym.apps.qualifications.permissions import AT_DISCIPLINE
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.rubric import check_levels, levels_of_lines

Lines = Mapping[str, str]


def set_rubric(
    *, actor: Person, at: datetime, discipline: Discipline, rubrics: Mapping[str, Lines]
) -> Discipline:
    """Keep the levels of each outcome: `rubrics` are lines by language and outcome, the lowest level first, none for no rubric.

    Cases that were opened before keep the outcomes as they stood. Setting the same twice does nothing. Raises
    `InvalidValue("rubric.unknown-outcome")`, and as `check_levels`.
    """
    permit(AT_DISCIPLINE, "set_rubric", actor, timezone.localdate(at), at=discipline.programme.organisation)
    with transaction.atomic():
        found = Discipline.objects.select_for_update(no_key=True).get(pk=discipline.pk)
        known = {one["id"] for one in found.outcomes}
        if not set(rubrics) <= known:
            raise InvalidValue("rubric.unknown-outcome")
        made = {outcome: levels_of_lines(lines) for outcome, lines in rubrics.items()}
        for levels in made.values():
            check_levels(levels, LANGUAGES)
        before = found.outcomes
        found.outcomes = [
            {
                **{name: value for name, value in one.items() if name != "levels"},
                **({"levels": levels} if (levels := made.get(one["id"], one.get("levels", []))) else {}),
            }
            for one in before
        ]
        if found.outcomes == before:
            return found
        found.save(update_fields=["outcomes"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.set_rubric",
            subject=f"qualifications.discipline:{found.programme.organisation.code}/{found.code}",
            details={"outcomes": sorted(one["id"] for one in found.outcomes if one.get("levels"))},
        )
        return found
