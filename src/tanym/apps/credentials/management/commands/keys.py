"""List the signing keys of all organisations, seal them anew, make one, date older signatures."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.audit.key_store import key_store
from tanym.apps.audit.rotation import renew_all
from tanym.apps.credentials.issuer_keys import backends, begin
from tanym.apps.credentials.models import IssuerKey
from tanym.apps.credentials.own_documents import date_signatures
from tanym.apps.credentials.queries import standing
from tanym.apps.organisations.queries import organisation
from tanym.core.credentials.keys import KeyKind


class Command(BaseCommand):
    """`tanym keys`."""

    help = "List the signing keys of all organisations; --seal, --make CODE, --date."

    def add_arguments(self, parser: CommandParser) -> None:
        """One thing at a time."""
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--seal", action="store_true", help="seal every key file with the secret of today")
        way.add_argument("--make", metavar="CODE", help="make a new key of an organisation")
        way.add_argument("--date", action="store_true", help="put the marks of older signatures into the log")
        parser.add_argument("--kind", choices=("Ed25519", "P-256"), default="Ed25519")
        parser.add_argument("--place", choices=backends(), default="")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        if options["seal"]:
            self.stdout.write(say("credential.keys-sealed", "en", count=key_store().reseal()))
            for room, found in renew_all().items():
                self.stdout.write(say("secret.renewed", "en", room=room, count=found.done))
                if found.left:
                    self.stderr.write(say("secret.left", "en", room=room, count=found.left))
        elif options["date"]:
            self.stdout.write(say("credential.signatures-dated", "en", count=date_signatures(at)))
        else:
            if options["make"]:
                body = organisation(options["make"])
                begin(body, at, KeyKind(options["kind"]), backend=options["place"], by=None)
            for one in IssuerKey.objects.select_related("issuer").order_by("issuer__code", "since"):
                line = (one.issuer.code, one.kind, one.backend, standing(one, at), one.multibase)
                self.stdout.write("\t".join(line))
