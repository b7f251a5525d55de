"""What the room `portfolio` marks anew once the installation's secrets have changed: addresses that are kept still."""

from __future__ import annotations

from tanym.apps.audit.rotation import Renewed
from tanym.apps.portfolio.links import address_digest
from tanym.apps.portfolio.models import Question


def renew() -> Renewed:
    """Mark them with the secret of today. An address that was erased keeps its old mark, which counts while its secret does."""
    done = 0
    for key, email in Question.objects.exclude(email="").values_list("pk", "email"):
        done += Question.objects.filter(pk=key, email=email).update(address_digest=address_digest(email))
    return Renewed(done)
