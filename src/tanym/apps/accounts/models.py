"""Tables of people."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Creates people."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        """A person who signs in by `username` (an e-mail address or, in the sample country, a short name)."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Who signs in by this name, whatever the case of its letters."""
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in; or for whom a document waits: closed, and without a password, until they claim it.

    Personal data: names, address of e-mail, date of birth (learners, for the holder's own certificate only);
    from the person, to act and to be named in documents; erased when the account ends and no law keeps it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_passport = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, default="kk")
    theme = models.CharField(max_length=5, default="", blank=True)  # light | dark | empty: as the device
    hint = models.JSONField(default=dict, blank=True)  # sample country: what can be tried as this person
    is_active = models.BooleanField(default=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the other account of the same person, which has what this one had
    merged_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = PersonManager()

    def name(self, language: str) -> str:
        """The name as a reader of `language` expects it."""
        return {"kk": self.name_kk, "ru": self.name_ru}.get(language) or self.name_latin

    @property
    def name_latin(self) -> str:
        """The name as in the passport, in ordinary letters: given name first."""
        family, _, given = self.name_passport.partition(" ")
        return f"{given.title()} {family.title()}".strip()

    def __str__(self) -> str:
        return self.username


class Identity(models.Model):
    """The number that the state gave a person, as they told it: sealed, and as a keyed digest to find the same number.

    The keys lie outside the database. Two accounts may hold one number: nobody is kept from giving theirs because
    somebody else claimed it before. `confirmed_at` says since when it is proved, `proof` by what: a national signature, or an identity
    document that an office has seen.

    Personal data: the number (it tells day of birth and sex), from the person, where a procedure needs it (the file for
    the state's platform, the national signature, finding two accounts of one person); erased when they take it back.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="identity")
    kind = models.CharField(max_length=20)
    sealed = models.TextField()
    mark = models.CharField(max_length=64, db_index=True)
    given_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    proof = models.CharField(max_length=20, blank=True, default="")
