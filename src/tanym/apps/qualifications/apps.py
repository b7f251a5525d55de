"""Registers the room with Django."""

from django.apps import AppConfig


class QualificationsConfig(AppConfig):
    """The room `qualifications`."""

    name = "tanym.apps.qualifications"
    label = "qualifications"

    def ready(self) -> None:
        """Make its kind of case known to the clocks, and its micro-qualifications to the registers."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit.disclosure import register as disclose
        from tanym.apps.clocks.kinds import register
        from tanym.apps.qualifications import re_review_terms
        from tanym.apps.qualifications.holdings import HOLDING
        from tanym.apps.qualifications.register_rows import COLUMNS, MicroQualificationRows, is_public
        from tanym.apps.qualifications.terms import kind
        from tanym.apps.registers.columns import describe
        from tanym.apps.registers.sources import register_source

        join(HOLDING)
        # who has the document knows the identifier of the award, and may see the act that conferred it
        disclose("qualifications.award:", lambda act: act.action == "qualifications.confer", listed=False)
        disclose("qualifications.version:", is_public)
        register(kind())
        register(re_review_terms.kind())
        describe(COLUMNS)
        register_source(MicroQualificationRows())
