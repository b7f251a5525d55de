"""`tanym sample`: the sample country, brought in once; says who is there and what to look at first."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tanym.apps.accounts.queries import sample_people
from tanym.apps.qualifications.queries import awards_to_issue
from tanym.apps.site.actions.load_accreditation import load_accreditation
from tanym.apps.site.actions.load_backpack import load_backpack
from tanym.apps.site.actions.load_cases import load_cases
from tanym.apps.site.actions.load_claims import load_claims
from tanym.apps.site.actions.load_consultation import load_consultation
from tanym.apps.site.actions.load_country import load_country
from tanym.apps.site.actions.load_designs import load_designs
from tanym.apps.site.actions.load_endorsements import load_endorsements
from tanym.apps.site.actions.load_evaluations import load_evaluations
from tanym.apps.site.actions.load_exams import load_exams
from tanym.apps.site.actions.load_learning import load_learning
from tanym.apps.site.actions.load_offers import load_offers
from tanym.apps.site.actions.load_people import load_people
from tanym.apps.site.actions.load_plans import load_plans
from tanym.apps.site.actions.load_portfolios import load_portfolios
from tanym.apps.site.actions.load_registers import load_registers
from tanym.apps.site.actions.load_reviews import load_reviews
from tanym.apps.site.actions.load_standards import load_standards
from tanym.apps.site.actions.load_terms import load_terms
from tanym.apps.site.actions.load_validations import load_validations
from tanym.apps.site.actions.load_wallets import load_wallets

LOOK_FIRST = (
    ("the catalogue, in Kazakh, Russian and English", "/en/catalogue/"),
    ("a draft with hours that do not fit: sign in as dana, then My designs", "/en/sign-in/"),
    ("a commission that has to decide: sign in as aliya", "/en/sign-in/"),
    ("a carpenter without papers on the way of validation: sign in as yerlan", "/en/validation/"),
    ("an exam of a craft by an independent centre: sign in as samal, then as madina", "/en/exams/"),
    ("what counts without a petition: sign in as aigul, then What would count", "/en/offers/what-counts/"),
    ("a whole case with invented people, before the real one: sign in as saule", "/en/rehearsals/"),
    ("what is kept about you, and one file of it all: sign in as miras", "/en/my-data/"),
    ("a draft that is being discussed, with its answers", "/en/consultations/"),
    ("the registers, as of any day, and the public log", "/en/registers/"),
    ("a training company that wants to be recognised: sign in as damir", "/en/accreditation/"),
    ("a document in a wallet on a lost telephone: sign in as aigul, then My documents", "/en/wallets/"),
    ("a code that asks a wallet for a document: sign in as erlan", "/en/wallets/ask/"),
    ("who has claimed a document and who has not: sign in as zhanar", "/en/claims/issued/"),
    ("mails that did not leave: open one as the stranger for whom a document waits", "/en/mails/caught/"),
    ("a certificate to check, without signing in", "/en/documents/verify/"),
)


class Command(BaseCommand):
    """Brings the sample country in."""

    help = "bring in the sample country (once); --reset begins it anew"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="erase everything in this installation first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TANYM.sample:
            raise CommandError(
                "This installation is no sample country: TANYM_SAMPLE is off. Nothing was changed.",
                returncode=1,
            )
        if options["reset"]:
            self._erase()
        if not sample_people().exists():
            self.stdout.write("Bringing in the sample country (once, a few seconds) …")
            with transaction.atomic():
                load_country()
                load_people()
                load_registers()
                load_standards()
                load_accreditation()
                load_designs()
                load_reviews()
                load_endorsements()
                load_cases(load_learning())
                load_validations()
                load_evaluations()
                load_exams()
                load_claims()
                load_terms()
                load_portfolios()
                load_plans()
                load_consultation()
                load_offers()
            load_backpack()
        if awards_to_issue().exists():
            call_command("issue_pending", stdout=self.stdout)
        load_wallets()
        self._introduce()

    def _erase(self) -> None:
        call_command("flush", interactive=False, verbosity=0)
        for folder in ("files", "keys"):
            shutil.rmtree(settings.TANYM.var / folder, ignore_errors=True)

    def _introduce(self) -> None:
        address = settings.TANYM.address
        self.stdout.write(
            f"\nTanym: {address}\n\nSample people, invented. Sign in by a click at {address}/en/sign-in/\n"
        )
        for person in sample_people():
            roles = ", ".join(
                f"{m.role}, {m.organisation.code}" for m in person.memberships.select_related("organisation")
            )
            self.stdout.write(f"  {person.username:8} {person.name_latin:22} {roles or 'learner'}")
        self.stdout.write("\nLook first at")
        for what, path in LOOK_FIRST:
            self.stdout.write(f"  {what}: {address}{path}")
        self.stdout.write("\nStop with Ctrl-C. `make reset` begins the sample country anew.\n")
