"""Registers the room with Django."""

from typing import Any

from django.apps import AppConfig
from django.urls import reverse


def _page(act: Any) -> str:
    """The public page of the entry that an act is about."""
    return reverse("registers:entry", args=[act.details["register"], act.subject.partition(":")[2]])


class RegistersConfig(AppConfig):
    """The room `registers`. It makes the rows of the registers known whose entries it keeps itself."""

    name = "tanym.apps.registers"
    label = "registers"

    def ready(self) -> None:
        """Name the rows of organisations, assessors and agreements."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit.disclosure import register as disclose
        from tanym.apps.registers.columns import describe
        from tanym.apps.registers.entry_rows import EntryRows
        from tanym.apps.registers.holdings import HOLDING
        from tanym.apps.registers.queries import SUBJECT, definitions
        from tanym.apps.registers.rule_rows import COLUMNS, RuleRows
        from tanym.apps.registers.sources import register_source

        join(HOLDING)
        public = {one.id for one in definitions().values() if one.subject != "person" or one.names_people}
        disclose(SUBJECT, lambda act: act.details.get("register") in public, page=_page)
        describe(COLUMNS)
        register_source(RuleRows())
        for one in definitions().values():
            if one.subject != "record":
                register_source(EntryRows(one))
