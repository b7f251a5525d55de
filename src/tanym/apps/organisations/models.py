"""Tables of organisations, their people and their entitlements."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tanym.apps.audit.playing import playing


class Organisation(models.Model):
    """A body that teaches, assesses, awards, recognises, employs or oversees; or a unit of one (`parent`).

    `legal_scheme` names the register of its legal identity ("kz-bin"), `legal_id` the number there: one organisation
    each. `confirmed` is false while it is only what somebody who applies has said of it.

    Personal data: who founded its page here (contacts are those of the organisation).
    """

    code = models.SlugField(max_length=60, unique=True)
    type = models.CharField(max_length=30)
    names = models.JSONField()
    country = models.CharField(max_length=2, default="KZ")
    city = models.JSONField(default=dict)
    website = models.CharField(max_length=200, blank=True)
    contact = models.JSONField(default=dict)  # line by language: who answers and how soon
    quality = models.JSONField(
        default=dict
    )  # external review: {agency, reference, on, until, url, result: by language}
    legal_scheme = models.CharField(max_length=20, blank=True)
    legal_id = models.CharField(max_length=40, blank=True)
    legal_names = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="units", null=True, blank=True)
    confirmed = models.BooleanField(default=True)
    founded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="founded", null=True, blank=True
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["legal_scheme", "legal_id"], condition=~Q(legal_id=""), name="legal_identity_once"
            )
        ]

    def __str__(self) -> str:
        return self.code


class OnThisStage(models.Manager["Membership"]):
    """The roles that count where one acts: real ones on the platform, those of a rehearsal inside of it alone."""

    def get_queryset(self) -> models.QuerySet[Membership]:
        """Only these."""
        play = playing()
        return super().get_queryset().filter(played_in=play.rehearsal if play else None)


class Membership(models.Model):
    """A person's role at an organisation, from a day until another (both included).

    `scope` limits it to some things there ({"sectors": […]}, {"micro_qualifications": […]}, {"programmes": […]});
    empty: everything (`scope.covers`). `played_in` names the rehearsal for which a person and the role were invented: the
    real platform and other rehearsals know nothing of it.

    Personal data: who works where in which role; ends with the membership, kept for the record of acts.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    scope = models.JSONField(default=dict, blank=True)
    played_in = models.UUIDField(null=True, blank=True, editable=False)

    objects = OnThisStage()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "since"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="membership_interval"
            ),
        ]

    @property
    def role_code(self) -> str:
        """The code whose sentence is the name of the role."""
        return f"role.{self.role}"


class Invitation(models.Model):
    """An invitation to take one role or several at an organisation: a link with a secret, of which only a digest is kept.

    Personal data: name and address of the invited, from the organisation, to reach them; erased when the invitation is
    accepted or withdrawn, and ninety days after it has expired.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=30)
    further_roles = models.JSONField(default=list, blank=True)  # offered by the same link
    scope = models.JSONField(default=dict, blank=True)
    until = models.DateField(null=True, blank=True)  # of the role
    names = models.JSONField(default=dict, blank=True)  # {kk, ru, passport}, as far as known
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="kk")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="invitations", null=True
    )
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "invited_at"])]

    @property
    def name(self) -> str:
        """The name of the invited in the first form that is known; empty where none is."""
        return next((self.names[form] for form in ("kk", "ru", "passport") if self.names.get(form)), "")

    @property
    def roles(self) -> list[str]:
        """All roles that the invitation offers."""
        return [self.role, *self.further_roles]

    @property
    def role_codes(self) -> list[str]:
        """The codes whose sentences are the names of the roles."""
        return [f"role.{role}" for role in self.roles]
