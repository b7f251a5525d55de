"""Make a wallet program known, ask for certificates, or erase what wallets left behind."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.organisations.queries import organisation
from tanym.apps.wallets.actions.forget import forget
from tanym.apps.wallets.actions.know_wallet import know_wallet
from tanym.apps.wallets.certifying import request_for, sample_certificates


class Command(BaseCommand):
    """`tanym wallets --tidy`, `--know ID --name NAME --redirect ADDRESS`, `--request CODE`: safe to run again and again."""

    help = "Make a wallet program known, ask for certificates, or erase what wallets left behind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tidy", action="store_true", help="erase answers and offers that are over")
        parser.add_argument(
            "--know", metavar="ID", help="the identifier under which a wallet program names itself"
        )
        parser.add_argument(
            "--request",
            metavar="CODE",
            help="write what an authority certifies for the key of an organisation",
        )
        parser.add_argument(
            "--certify-sample", action="store_true", help="certificates for everybody in the sample country"
        )
        parser.add_argument("--name", default="", help="what people read of it")
        parser.add_argument(
            "--redirect", action="append", default=[], help="an address to which it is sent back"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["know"]:
            made = know_wallet(
                actor=None,
                at=now,
                client_id=options["know"],
                name=options["name"] or options["know"],
                redirect_uris=options["redirect"],
            )
            self.stdout.write(say("wallet.known", "en", name=made.name))
        if options["request"]:
            self.stdout.write(request_for(organisation(options["request"]), now))
        if options["certify_sample"]:
            for name, path in sample_certificates(now).items():
                self.stdout.write(f"{name}={path}")
        if options["tidy"]:
            self.stdout.write(say("wallet.tidied", "en", rows=forget(actor=None, at=now)))
