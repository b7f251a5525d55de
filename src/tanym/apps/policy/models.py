"""Tables of policy: the reports of checks, by digest."""

from __future__ import annotations

from django.db import models


class CheckReport(models.Model):
    """The exact bytes of one report of the rule engine, under their digest; never changed.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=120)  # room.thing:id
    on = models.DateField()
    content = models.BinaryField()
    facts = models.JSONField()  # the typed facts that it was computed from, as plain JSON
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "made_at"])]
