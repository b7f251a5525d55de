"""Looks whether everything that was issued is there, once: credentials, places, reports, acts, and what they say."""

from __future__ import annotations

import sys
from typing import Any

SAMPLE = 500
"""So many documents of all are verified."""


def check(number: int) -> int:
    """Every award has its credential, with a place, a report and an act of its own; how many were verified as well.

    Ends the run, with a sentence, where that is not so.
    """
    from tanym.apps.audit.models import Act
    from tanym.apps.audit.proving import prove
    from tanym.apps.credentials.models import Credential, StatusPlace
    from tanym.apps.policy.models import CheckReport
    from tanym.apps.qualifications.models import Award

    acts = Act.objects.filter(action="credentials.issue").order_by()
    places = StatusPlace.objects.filter(credential__isnull=False).order_by()
    of_credentials = CheckReport.objects.filter(subject__startswith="credentials.credential:").order_by()
    counted = {
        "awards": Award.objects.count(),
        "awards marked": Award.objects.filter(issued=True).count(),
        "credentials": Credential.objects.count(),
        "awards with one": Credential.objects.order_by().values("award").distinct().count(),
        "numbers": Credential.objects.order_by().values("number").distinct().count(),
        "places given": places.count(),
        "different places": places.values("status_list", "index").distinct().count(),
        "credentials with a place": places.values("credential").distinct().count(),
        "acts": acts.count(),
        "things of acts": acts.values("subject").distinct().count(),
        "reports": of_credentials.values("subject").distinct().count(),
    }
    wrong = {name: count for name, count in counted.items() if count != number}
    if wrong:
        sys.exit(f"not {number}: {wrong}")
    if lost := StatusPlace.objects.filter(credential=None, decoy_since=None).count():
        sys.exit(f"{lost} places were taken and given to nobody")
    if (fault := prove().fault) is not None:
        sys.exit(f"the journal does not hold: {fault}")
    every = max(number // SAMPLE, 1)
    keys = Credential.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_verified(Credential.objects.get(pk=pk)) for pk in list(keys)[::every])


def _verified(one: Any) -> int:
    import json

    from django.utils import timezone

    from tanym.apps.credentials.verification import verify
    from tanym.core.credentials.checks import Outcome

    document = bytes(one.document)
    found = verify(document, timezone.now())
    if {check.outcome for check in found.checks} != {Outcome.CONFIRMED}:
        sys.exit(f"{one.number} does not verify: {found.checks}")
    place = json.loads(document)["credentialStatus"]["statusListIndex"]
    if place != str(one.status_index) or one.places.get().index != one.status_index:
        sys.exit(f"{one.number} names another place than it has")
    return 1


def size_of_database() -> int:
    """Bytes of all tables and indexes."""
    from django.db import connection

    asked = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return int(cursor.fetchone()[0])
