"""Tables of organisations, their people and their entitlements."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Organisation(models.Model):
    """A body that teaches, assesses, awards, recognises, employs or oversees.

    Personal data: none (contacts are those of the organisation).
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

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Membership(models.Model):
    """A person's role at an organisation, from a day until another.

    Personal data: who works where in which role; ends with the membership, kept for the record of acts.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "since"], name="membership_once"
            )
        ]

    @property
    def role_code(self) -> str:
        """The code whose sentence is the name of the role."""
        return f"role.{self.role}"


class Authorisation(models.Model):
    """What an organisation may do, from a day until another, on a basis.

    `what`: awarding, academic-recognition, professional-recognition, quality-review, approval.

    Personal data: none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="authorisations")
    what = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.JSONField(default=dict)
    keeper = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["since"]
