"""Rows of states and keys: what an awarding body does with a document of Aigul's, with many, and with its keys."""

from __future__ import annotations

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.credentials.actions.prepare_bulk import prepare_bulk
from tanym.apps.credentials.actions.propose_key_end import propose_key_end
from tanym.apps.credentials.issuer_keys import usable
from tanym.apps.credentials.models import Credential, IssuerKey
from tanym.apps.credentials.queries import held_by
from tests.apps.credentials.copies import place_of_a_copy
from tests.apps.site.addresses import Row, at


def states(everybody: frozenset[str]) -> list[Row]:
    """The rows: registrars of the awarding body, and of its keys whoever runs the organisation too."""
    now, document = timezone.localtime(), held_by(find("aigul"))[0]
    body = document.award.awarding_body
    registrars, both = at(body.code, "registrar"), at(body.code, "registrar", "administrator", "head")
    who = find(sorted(registrars)[0])
    bulk = prepare_bulk(
        actor=who, at=now, body=body, credentials=Credential.objects.filter(pk=document.pk), chosen={},
        reason="A test.",
    )  # fmt: skip
    place = place_of_a_copy(document, now)
    signs = usable(body, now)[0]
    propose_key_end(actor=who, at=now, key=signs, ending=IssuerKey.Ending.RETIRED, reason="A test.")
    key = {"pk": signs.pk}
    its, one = {"code": body.code}, {"public_id": bulk.public_id}
    said = {"do": "suspend", "revision": "0", "suspend-reason": "A test."}
    return [
        Row(
            "credentials:state", {"public_id": document.public_id}, read=registrars, act=registrars, data=said
        ),
        Row("credentials:bulks", its, read=both, act=both),
        Row("credentials:bulk", one, read=both),
        Row("credentials:bulk-decide", one, act=both),
        Row("credentials:waiting", its, read=registrars, act=registrars),
        Row("credentials:my-keys", read=at("", "registrar", "administrator", "head")),
        Row("credentials:keys", its, read=both, act=both),
        Row("credentials:key", key, read=both),
        Row("credentials:key-end", key, act=both),
        Row("credentials:key-decide", key, act=both),
        Row("credentials:key-again", key, act=both),
        Row("token-status-list", {"public_id": place.status_list.public_id}, read=everybody, public=True),
    ]
