"""Registers the room with Django."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """The room `credentials`."""

    name = "tanym.apps.credentials"
    label = "credentials"

    def ready(self) -> None:
        """Make its documents known to the registers, its kinds of long work, and what follows when an award is annulled."""
        from django.urls import reverse

        from tanym.apps.accounts.holdings import join
        from tanym.apps.credentials import batch, bulk, ending, issuing
        from tanym.apps.credentials.actions.follow_annulment import follow_annulment
        from tanym.apps.credentials.holdings import HOLDING
        from tanym.apps.credentials.register_rows import COLUMNS, CredentialRows
        from tanym.apps.jobs.kinds import Kind, register
        from tanym.apps.qualifications import annulments
        from tanym.apps.registers.columns import describe
        from tanym.apps.registers.sources import register_source

        join(HOLDING)
        describe(COLUMNS)
        register_source(CredentialRows())
        annulments.register(follow_annulment)
        register(
            Kind(
                name=bulk.KIND,
                words="credential.work.bulk",
                run=bulk.run,
                page=lambda arguments: reverse("credentials:bulk", args=[arguments["bulk"]]),
            )
        )
        register(
            Kind(
                name=ending.KIND,
                words="credential.work.sign-again",
                run=ending.run,
                page=lambda arguments: reverse("credentials:key", args=[arguments["key"]]),
            )
        )
        register(
            Kind(
                name=batch.KIND,
                words="credential.work.issue",
                run=issuing.WORK,
                page=lambda arguments: reverse("credentials:waiting", args=[arguments["body"]]),
            )
        )
