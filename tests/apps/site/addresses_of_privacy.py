"""Addresses of one's own data: the person's alone; a consent that was taken back is answered by the office."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.files.actions.keep import keep
from tanym.apps.organisations.queries import organisation
from tanym.apps.privacy.actions.give_consent import give_consent
from tanym.apps.privacy.actions.take_back import take_back
from tanym.apps.privacy.models import Export
from tests.apps.site.addresses import Row, at

TITLES = {"kk": "Деректер", "ru": "Данные", "en": "Data"}


def own_data(everybody: frozenset[str]) -> list[Row]:
    """A consent of Aigul's that holds, one that she has taken back, and a file of everything that waits for her."""
    now, aigul, own = timezone.localtime(), find("aigul"), frozenset({"aigul"})
    given, back = (
        give_consent(
            actor=aigul,
            at=now,
            organisation=organisation("sayram"),
            about=f"another.thing:{name}",
            number=name,
            titles=TITLES,
            address="/",
        )
        for name in ("held", "back")
    )
    assert given is not None
    assert back is not None
    take_back(actor=aigul, at=now, consent=back)
    back.refresh_from_db()
    export = Export.objects.create(
        person=aigul,
        language="kk",
        asked_at=now,
        until=now + timedelta(days=7),
        file=keep(actor=aigul, at=now, content=b"PK", name="my-data.zip", media_type="application/zip"),
    )
    office = at("sayram", "secretary", "officer", "registrar", "evaluator")
    one, two = {"public_id": given.public_id}, {"public_id": back.public_id}
    answer = {"answer": "kept", "reasons": "The council says so.", "revision": back.revision}
    return [
        Row("privacy:mine", read=everybody),
        Row("privacy:seen", read=everybody),
        Row("privacy:export", act=everybody),
        Row("privacy:fetch", {"public_id": export.public_id}, read=own),
        Row("privacy:erase", read=everybody, act=everybody, data={"rooms": ["letters"]}),
        Row("privacy:close", read=everybody, act=everybody),
        Row("privacy:advice", act=everybody, data={"objects": "yes"}),
        Row("privacy:consent", one, read=own),
        Row("privacy:take-back", one, act=own),
        Row("privacy:answers", read=everybody),
        Row("privacy:answer", two, read=office, act=office, data=answer),
    ]
