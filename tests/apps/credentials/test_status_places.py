"""Places in status lists: at random, once, whoever asks at the same time; and the lists as they are served."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from secrets import randbelow
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanym.apps.credentials import statuses
from tanym.apps.credentials.models import Credential, StatusList, StatusPlace
from tanym.apps.credentials.signing import served_list
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation
from tanym.core.credentials.status import bitstring, token_list
from tests.apps.credentials.copies import place_of_a_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(country: None) -> Organisation:
    """Who has the lists."""
    return organisation("kokzhar")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_place_is_given_twice_however_many_are_asked_for(
    body: Organisation, at: datetime, counts: list[int]
) -> None:
    with transaction.atomic():
        taken = [place for count in counts for (place,) in statuses.take(body, count, at)]
        places = {(one.status_list.pk, one.index) for one in taken}
        assert len(places) == len(taken) == sum(counts)
        assert all(0 <= one.index < bitstring.MIN_ENTRIES for one in taken)
        of = StatusList.objects.get(issuer=body)
        assert of.taken == of.places.count()
        transaction.set_rollback(True)


def test_places_are_drawn_over_the_whole_list_and_not_in_order(body: Organisation, at: datetime) -> None:
    drawn = [one.index for (one,) in statuses.take(body, 400, at)]
    assert drawn != sorted(drawn)
    for eighth in range(8):
        assert any(eighth <= one * 8 / bitstring.MIN_ENTRIES < eighth + 1 for one in drawn)


def test_a_list_that_is_half_full_gets_a_successor(body: Organisation, at: datetime) -> None:
    first = statuses.take(body, 1, at)[0][0].status_list
    StatusList.objects.filter(pk=first.pk).update(taken=first.entries // 2 - 2)
    places = [place for (place,) in statuses.take(body, 5, at)]
    assert len({one.status_list.pk for one in places}) == 2
    assert len(places) == 5


def test_a_place_that_somebody_took_meanwhile_is_refused_by_the_database(issued: Credential) -> None:
    place = issued.places.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusPlace.objects.create(status_list=place.status_list, index=place.index)


def test_a_draw_goes_on_past_places_that_are_taken(body: Organisation, at: datetime) -> None:
    ((taken,),) = statuses.take(body, 1, at)
    draws = iter([taken.index, taken.index, 7, 8, 9])
    with patch.object(statuses.secrets, "randbelow", lambda _: next(draws)):
        assert [one.index for (one,) in statuses.take(body, 1, at)] == [7]


def test_marked_places_hide_among_others(issued: Credential, at: datetime) -> None:
    revoked, suspended = statuses.marked(issued.status_list, at)
    assert len(revoked) == statuses.DECOYS
    assert issued.status_index not in revoked
    assert not suspended
    issued.revoked_at = at
    issued.save(update_fields=["revoked_at"])
    with transaction.atomic():
        statuses.touch([issued], at)
    more = statuses.marked(issued.status_list, at)[0]
    assert issued.status_index in more
    assert 1 <= len(more - revoked) <= 1 + statuses.MOST_DECOYS_AT_ONCE
    assert revoked < more


def test_decoys_show_together_with_the_change_that_they_hide(issued: Credential, at: datetime) -> None:
    moment = at.replace(microsecond=654_321)
    of = issued.status_list
    before = set_bits(of, at)
    issued.revoked_at = moment
    issued.save(update_fields=["revoked_at"])
    with (
        patch.object(statuses.secrets, "randbelow", lambda most: most - 1 if most < 10 else randbelow(most)),
        transaction.atomic(),
    ):
        statuses.touch([issued], moment)
    of.refresh_from_db()
    more = set_bits(of, moment) - before
    assert issued.status_index in more
    assert len(more) == 1 + statuses.MOST_DECOYS_AT_ONCE
    assert set_bits(of, moment + timedelta(hours=3)) == before | more


def set_bits(of: StatusList, at: datetime) -> set[int]:
    """The places that the list, as it is served at that moment, marks."""
    document = json.loads(served_list(of, at).content)
    bits = gzip.decompress(bitstring.base64url(document["credentialSubject"]["encodedList"][1:]))
    return {
        8 * place + bit for place, byte in enumerate(bits) if byte for bit in range(8) if byte & (0x80 >> bit)
    }


def test_lists_of_both_forms_are_served_with_a_tag_until_something_changes(
    issued: Credential, at: datetime, client: Client
) -> None:
    place = place_of_a_copy(issued, at)
    for path, of in (("status", issued.status_list), ("token-status", place.status_list)):
        first = client.get(f"/{path}/{of.public_id}")
        assert first["Cache-Control"] == "public, max-age=30"
        again = client.get(f"/{path}/{of.public_id}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        StatusPlace.objects.filter(status_list=of, credential=issued).update(ended_at=at)
        with transaction.atomic():
            statuses.touch([issued], at)
        changed = client.get(f"/{path}/{of.public_id}", headers={"If-None-Match": first["ETag"]})
        assert changed.status_code == 200
        assert changed.content != first.content
    assert client.get(f"/token-status/{issued.status_list.public_id}").status_code == 404
    assert client.get("/token-status/unknown").status_code == 404


def test_both_forms_say_the_same_of_a_document(issued: Credential, at: datetime) -> None:
    place = place_of_a_copy(issued, at)
    entry = statuses.entry(issued.status_list, issued.status_index)
    for revoked_at, value in ((None, token_list.Status.VALID), (at, token_list.Status.INVALID)):
        issued.revoked_at = revoked_at
        issued.save(update_fields=["revoked_at"])
        with transaction.atomic():
            statuses.touch([issued], at + timedelta(seconds=1))
        issued.status_list.refresh_from_db()
        place.status_list.refresh_from_db()
        document = json.loads(served_list(issued.status_list, at).content)
        assert bool(bitstring.value_at(document, entry)) is (revoked_at is not None)
        assert token_value(served_list(place.status_list, at).content, place.index) == value


def token_value(token: bytes, index: int) -> int:
    """What a token list says of a place, its signature aside."""
    claims = json.loads(bitstring.base64url(token.decode().split(".")[1]))
    return token_list.value_at(claims["status_list"], index)
