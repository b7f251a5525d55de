"""What the room `portfolio` marks anew once the installation's secrets have changed: addresses that are kept still.

Documents of a register that nobody has claimed keep the mark of a number that is kept nowhere, so none can be made anew:
as long as any waits, earlier secrets find it.
"""

from __future__ import annotations

from tanym.apps.audit.key_store import secrets
from tanym.apps.audit.rotation import Renewed
from tanym.apps.portfolio.links import address_digest
from tanym.apps.portfolio.models import Question, RegisterDocument


def renew() -> Renewed:
    """Mark them with the secret of today. An address that was erased keeps its old mark, which counts while its secret does."""
    done = 0
    for key, email in Question.objects.exclude(email="").values_list("pk", "email"):
        done += Question.objects.filter(pk=key, email=email).update(address_digest=address_digest(email))
    waiting = RegisterDocument.objects.exclude(mark="").count() if len(secrets()) > 1 else 0
    return Renewed(done, left=waiting)
