"""What people brought in before they had a portfolio comes into it."""

from django.db import migrations

from tanym.core.kernel.localized import choose

SHOWN = ("schema", "signature", "dates", "status", "issuer")


def keep_in_portfolios(apps, schema_editor):
    """The same bytes are one item; of the words of a document those that its owner reads."""
    item = apps.get_model("portfolio", "Item")
    brought = apps.get_model("backpack", "ImportedCredential")
    for one in brought.objects.select_related("owner", "file").order_by("pk").iterator():
        if item.objects.filter(owner_id=one.owner_id, digest=one.digest).exists():
            continue

        def text(texts, language=one.owner.language):
            return choose(texts, language)[0]

        can = [text(said) for said in one.says["can"]] or [text(one.says["about"]), one.says["criteria"]]
        item.objects.create(
            owner_id=one.owner_id,
            kind="transcript" if one.format == "elmo" else "signed-credential",
            title=text(one.says["title"])[:300] or one.file.name,
            provider=text(one.says["issuer"])[:300],
            dated=one.says["on"] or None,
            text="\n".join(said for said in can if said)[:6000],
            file_id=one.file_id,
            digest=one.digest,
            checked={check["name"]: check["outcome"] for check in one.checks if check["name"] in SHOWN},
            checked_at=one.checked_at,
            kept_at=one.brought_at,
            changed_at=one.changed_at,
        )


class Migration(migrations.Migration):
    dependencies = [("backpack", "0001_initial"), ("portfolio", "0002_items_of_cases")]

    operations = [migrations.RunPython(keep_in_portfolios, migrations.RunPython.noop)]
