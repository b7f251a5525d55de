"""What cases were shown so far comes into the portfolios of the claimants."""

from django.db import migrations


def keep_in_portfolios(apps, schema_editor):
    """What cases were shown so far comes into the portfolios, the same award and the same bytes once."""
    evidence = apps.get_model("recognition", "EvidenceItem")
    item = apps.get_model("portfolio", "Item")
    for shown in evidence.objects.filter(kept=None).select_related("case", "file").order_by("pk").iterator():
        digest = shown.file.digest if shown.file_id else ""
        own = item.objects.filter(owner_id=shown.case.claimant_id)
        kept = None
        if shown.award_id:
            kept = own.filter(award_id=shown.award_id).first()
        elif digest:
            kept = own.filter(digest=digest).first()
        if kept is None:
            kept = item.objects.create(
                owner_id=shown.case.claimant_id,
                kind=shown.kind,
                title=shown.title,
                provider=shown.provider,
                dated=shown.dated,
                minutes=shown.minutes,
                text=shown.text,
                joint=shown.joint,
                own_share=shown.own_share,
                award_id=shown.award_id,
                file_id=shown.file_id,
                digest=digest,
                checked=shown.checked,
                checked_at=shown.added_at if shown.checked else None,
                kept_at=shown.added_at,
                changed_at=shown.added_at,
            )
        evidence.objects.filter(pk=shown.pk).update(kept=kept)


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0001_initial"),
        ("recognition", "0003_evidence_from_portfolios"),
    ]

    operations = [migrations.RunPython(keep_in_portfolios, migrations.RunPython.noop)]
