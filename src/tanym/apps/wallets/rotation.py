"""What the room `wallets` seals anew once the installation's secrets have changed: keys for answers that are awaited."""

from __future__ import annotations

from tanym.apps.audit.rotation import Renewed, renew_column
from tanym.apps.wallets.models import Question


def renew() -> Renewed:
    """The key of each question that no wallet has answered yet."""
    return renew_column(Question, "private", lambda question: question.subject)
