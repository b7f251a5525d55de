"""What programs ask of micro-qualifications: was a body entitled on that day?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tanym.apps.accounts.words import say
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import entitled as asked_of_registers
from tanym.apps.registers.asking import asked
from tanym.apps.registers.problems import answered, reading
from tanym.core.kernel.errors import InvalidValue, NotFound


@reading
def entitled(request: HttpRequest) -> Any:
    """Yes, no or unknown for a body, a micro-qualification and a day, with the entries that say so (IS-02, RC-08)."""
    question = asked(request)
    code = request.GET.get("micro_qualification", "")
    if not request.GET.get("body"):
        raise InvalidValue("api.body")
    body = organisation(request.GET["body"][:60])
    found = asked_of_registers(
        body, question.on, version=_version(code, question.on), known_on=question.known_on
    )
    return answered(
        request,
        {
            "body": body.code,
            "micro_qualification": code or None,
            "on": question.on.isoformat(),
            "known_on": question.known_on.isoformat() if question.known_on else None,
            "answer": found.answer.value,
            "code": found.code,
            "reason": say(found.code),
            "entries": [
                {
                    "register": line.register,
                    "number": line.number,
                    "status": line.status.value,
                    "since": line.since.isoformat() if line.since else None,
                    "until": line.until.isoformat() if line.until else None,
                    "page": f"{settings.TANYM.address}/registers/{line.register}/{line.id}/",
                }
                for line in found.lines
            ],
        },
    )


def _version(code: str, on: Any) -> Version | None:
    """The version of a micro-qualification that was the latest on the day; of one that came later, the first."""
    if not code:
        return None
    published = Version.objects.filter(micro_qualification__code=code, published_on__isnull=False)
    known = published.select_related("micro_qualification")
    found = known.filter(published_on__lte=on).order_by("-number").first() or known.order_by("number").first()
    if found is None:
        raise NotFound("micro-qualification.unknown", code=code[:80])
    return found
