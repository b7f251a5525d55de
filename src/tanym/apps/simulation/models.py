"""Tables of simulations."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Simulation(models.Model):
    """What would change on a day if a version of a pack were in force, compared with what is.

    `compared` names the packs in force on that day, by digest; `summary` holds the counts, written when the work is
    done. A simulation of what the public can read anyway is itself public.

    Personal data: who started it; an official act of policy making.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pack = models.CharField(max_length=100)
    institution = models.CharField(max_length=100, blank=True)
    bundle = models.ForeignKey("policy.PackBundle", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    compared = models.JSONField(default=dict)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="simulations"
    )
    started_at = models.DateTimeField()
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True)
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["bundle", "on"])]


class Affected(models.Model):
    """A published micro-qualification for which something would change, or whose record could not be checked.

    `kinds` and `rules` repeat what `effects` says, for filters: " newly-fails ", " MQ-08:newly-fails ".

    Personal data: none.
    """

    simulation = models.ForeignKey(Simulation, on_delete=models.CASCADE, related_name="affected")
    version = models.ForeignKey("qualifications.Version", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=80)
    provider = models.CharField(max_length=60)  # code of an organisation
    region = models.CharField(max_length=80, blank=True)
    sector = models.CharField(max_length=2, blank=True)  # broad field of ISCED-F
    kinds = models.CharField(max_length=120)
    rules = models.TextField()
    blocks = models.BooleanField(default=False)
    effects = models.JSONField(default=list)
    stack = models.JSONField(default=list)  # what it builds on and where it counts

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["simulation", "provider"]),
            models.Index(fields=["simulation", "sector"]),
        ]
