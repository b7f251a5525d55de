"""Tables of policy: the packs that something was decided by, and the reports of checks, by digest."""

from __future__ import annotations

from django.db import models


class PackBundle(models.Model):
    """A pack as it was when a report was made or a case was opened by it, under its digest; never changed.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=100)
    content = models.BinaryField()
    kept_at = models.DateTimeField()


class CheckReport(models.Model):
    """The exact bytes of one report of the rule engine, under their digest; never changed.

    `facts` are the typed facts that it was computed from, as plain JSON: with the bundles that the report names
    anybody computes the same bytes again.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    subject = models.CharField(max_length=120)  # room.thing:id
    on = models.DateField()
    content = models.BinaryField()
    facts = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "made_at"])]
