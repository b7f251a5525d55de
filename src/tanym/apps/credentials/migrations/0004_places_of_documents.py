"""Gives documents that were issued before their rows among the places, and the key that signed them."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations
from django.db.models import Count

A_PIECE = 500


def pieces(rows: Any) -> Iterator[list[Any]]:
    """Rows a few at a time, so that a country's documents are never in memory at once."""
    found = rows.iterator(chunk_size=A_PIECE)
    while piece := list(islice(found, A_PIECE)):
        yield piece


def signing_key(document: bytes) -> str:
    """The key that signed, as the fragment of its address says; empty where the document does not say."""
    proof = json.loads(document).get("proof")
    method = str(proof.get("verificationMethod", "")) if isinstance(proof, dict) else ""
    return method.rpartition("#")[2]


def forwards(apps: Any, _schema_editor: Any) -> None:
    """One place for each document; how many places each list has given away; the key of each document."""
    credential, place, key, status_list = (
        apps.get_model("credentials", name)
        for name in ("Credential", "StatusPlace", "IssuerKey", "StatusList")
    )
    keys = {(one.issuer_id, one.multibase): one for one in key.objects.all()}
    for piece in pieces(credential.objects.select_related("award").order_by("pk")):
        place.objects.bulk_create(
            place(status_list_id=one.status_list_id, index=one.status_index, credential=one) for one in piece
        )
        for one in piece:
            one.signed_with = keys.get((one.award.awarding_body_id, signing_key(bytes(one.document))))
        credential.objects.bulk_update(piece, ["signed_with"])
    for one in status_list.objects.annotate(given=Count("places")):
        status_list.objects.filter(pk=one.pk).update(taken=one.given)


def backwards(apps: Any, _schema_editor: Any) -> None:
    """The places are in the documents' own rows too."""
    apps.get_model("credentials", "StatusPlace").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("credentials", "0003_keys_and_states"), ("qualifications", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
