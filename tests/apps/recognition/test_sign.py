"""Minutes are signed by whoever has to, in the ways that the pack allows, and only ever as they stand."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pydantic import SecretStr

from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.models import Identity
from tanym.apps.audit.models import Act
from tanym.apps.files.models import StoredFile
from tanym.apps.organisations.models import Membership
from tanym.apps.recognition import signing_rules
from tanym.apps.recognition.actions.file_scan import file_scan
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recuse import recuse
from tanym.apps.recognition.actions.sign_minutes import sign_minutes
from tanym.apps.recognition.actions.sign_nationally import sign_nationally
from tanym.apps.recognition.actions.state_left import state_left
from tanym.apps.recognition.actions.take_over import take_over
from tanym.apps.recognition.models import NationalMark, Seat, SignatureProof
from tanym.apps.recognition.signing_state import signing
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.signing import SignatureKind, SignedBy, SigningRules, shown
from tests.adapters.ncanode_server import Service, service, sign

pytestmark = pytest.mark.django_db

NUMBER = "850312400123"
OTHER = "900101300456"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def minuted(walk):
    """A case whose commission voted, and whose secretary wrote and signed the minutes."""
    walk.to("commission").seated()
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    walk.renew()
    return walk


@pytest.fixture
def rules(monkeypatch):
    """Sets what the packs say of signatures."""

    def set_rules(**given: object) -> None:
        fixed = SigningRules(**given)
        for room in ("casefile", "signing", "signing_state", "actions.state_left"):
            monkeypatch.setattr(f"tanym.apps.recognition.{room}.rules_of", lambda record: fixed)

    assert signing_rules.rules_of
    return set_rules


@pytest.fixture
def node(settings) -> Iterator[Service]:
    """A stand-in for NCANode that the installation is set to."""
    with service() as one:
        changed = settings.TANYM.model_copy(update={"national_signature": one.address})
        settings.TANYM = changed
        yield one


def _state(walk):
    return signing(walk.renew(), date(2026, 11, 30))


def _seat(walk, name: str) -> Seat:
    return Seat.objects.get(commission__case=walk.case, person=walk.who(name))


def _scan(walk, printed: str, *names: str, content: bytes = PNG, name: str = "scan.png"):
    walk.renew()
    return file_scan(
        actor=walk.who("saule"),
        at=walk.at,
        record=walk.case,
        revision=walk.case.revision,
        upload=SimpleUploadedFile(name, content),
        printed=printed,
        people=[walk.who(one) for one in names],
    )


def test_where_everybody_signs_nobody_decides_before_the_last_signature(minuted, rules) -> None:
    rules(signed_by=SignedBy.EVERYBODY)
    with pytest.raises(Refused, match=r"minutes-signed"):
        minuted.act(recognise, "aliya")
    for name in ("bolat", "kamila"):
        sign_minutes(actor=minuted.who(name), at=minuted.at, record=minuted.renew(), revision=None)
    minuted.act(recognise, "aliya")
    assert minuted.case.stage == "recognised"


def test_who_need_not_sign_cannot(minuted) -> None:
    with pytest.raises(NotPermitted, match=r"recognition\.not-to-sign"):
        sign_minutes(actor=minuted.who("kamila"), at=minuted.at, record=minuted.case, revision=None)


def test_a_national_signature_is_kept_sealed_with_its_proof_and_without_the_number(
    minuted, node, rules
) -> None:
    rules(kinds=frozenset({SignatureKind.NATIONAL}))
    assert not _state(minuted).signed, "the account is no signature here"
    text = _state(minuted).minutes.content
    for name, number in (("saule", NUMBER), ("aliya", OTHER)):
        person = minuted.who(name)
        person.birth_date = None
        person.save()
        cms = sign(text, person.name_passport, number)
        sign_nationally(actor=person, at=minuted.at, record=minuted.case, cms=cms)
    shown_now = _state(minuted)
    assert {one.kind for one in shown_now.signatures} == {"national"}
    proof = SignatureProof.objects.get(person=minuted.who("saule"))
    assert (proof.digest, proof.said["serial"]) == (shown_now.minutes.digest, "4711")
    assert NUMBER not in f"{proof.said}{proof.file.name}{NationalMark.objects.values_list('mark')}"
    minuted.act(recognise, "aliya")
    assert minuted.case.stage == "recognised"


def test_a_certificate_of_somebody_else_signs_nothing(minuted, node) -> None:
    text = _state(minuted).minutes.content
    saule, aliya = minuted.who("saule"), minuted.who("aliya")
    with pytest.raises(Refused, match=r"national\.other-person"):
        sign_nationally(
            actor=aliya,
            at=minuted.at,
            record=minuted.case,
            cms=sign(text, saule.name_passport, NUMBER),
        )
    NationalMark.objects.all().delete()
    sign_nationally(
        actor=saule, at=minuted.at, record=minuted.case, cms=sign(text, saule.name_passport, NUMBER)
    )
    with pytest.raises(Refused, match=r"national\.other-person"):  # the same name, another number
        sign_nationally(
            actor=saule, at=minuted.at, record=minuted.renew(), cms=sign(text, saule.name_passport, OTHER)
        )


def test_whoever_signed_before_the_secret_changed_is_known_afterwards(minuted, node, settings) -> None:
    text, saule = _state(minuted).minutes.content, minuted.who("saule")
    right = sign(text, saule.name_passport, NUMBER)
    sign_nationally(actor=saule, at=minuted.at, record=minuted.case, cms=right)
    before = NationalMark.objects.get(person=saule).mark
    old = settings.TANYM.key_secret.get_secret_value() or settings.TANYM.secret_key.get_secret_value()
    settings.TANYM = settings.TANYM.model_copy(
        update={"key_secret": SecretStr("another-" * 8), "key_secrets_before": SecretStr(old)}
    )
    with pytest.raises(Refused, match=r"national\.other-person"):
        sign_nationally(
            actor=saule, at=minuted.at, record=minuted.renew(), cms=sign(text, saule.name_passport, OTHER)
        )
    with pytest.raises(
        Refused, match=r"national\.other-person"
    ):  # the number of somebody else, under the old secret
        sign_nationally(
            actor=minuted.who("aliya"),
            at=minuted.at,
            record=minuted.renew(),
            cms=sign(text, minuted.who("aliya").name_passport, NUMBER),
        )
    sign_nationally(actor=saule, at=minuted.at, record=minuted.renew(), cms=right)
    after = NationalMark.objects.get(person=saule)
    assert after.mark != before  # marked anew by the way
    assert NUMBER not in after.sealed


WHOLE, ANOTHER = "850312400128", "791028302728"
"""Numbers with the right check digit, as people give them."""


def _gave(walk, name: str, number: str):
    person = walk.who(name)
    person.birth_date = None
    person.save()
    give_number(actor=person, at=walk.at, typed=number)
    return person


def test_by_the_number_that_somebody_gave_any_spelling_of_the_name_is_theirs(minuted, node) -> None:
    aliya = _gave(minuted, "aliya", WHOLE)
    cms = sign(_state(minuted).minutes.content, "MARRIED-NAME ALIYA", WHOLE)
    sign_nationally(actor=aliya, at=minuted.at, record=minuted.case, cms=cms)
    assert Identity.objects.get(person=aliya).confirmed_at == minuted.at
    with pytest.raises(Refused, match=r"number\.confirmed"):
        give_number(actor=aliya, at=minuted.at, typed=ANOTHER)
    acts = [f"{one.subject}{one.details}" for one in Act.objects.filter(action="accounts.confirm_number")]
    assert len(acts) == 1
    assert WHOLE not in acts[0]


def test_a_certificate_with_another_number_than_the_account_signs_nothing(minuted, node) -> None:
    aliya = _gave(minuted, "aliya", ANOTHER)
    cms = sign(_state(minuted).minutes.content, aliya.name_passport, WHOLE)
    with pytest.raises(Refused, match=r"national\.other-number"):
        sign_nationally(actor=aliya, at=minuted.at, record=minuted.case, cms=cms)
    assert not NationalMark.objects.filter(person=aliya).exists()


def test_a_number_that_has_signed_for_one_account_signs_for_no_other(minuted, node) -> None:
    text, saule, aliya = (
        _state(minuted).minutes.content,
        *(_gave(minuted, n, WHOLE) for n in ("saule", "aliya")),
    )
    sign_nationally(actor=saule, at=minuted.at, record=minuted.case, cms=sign(text, "X Y", WHOLE))
    with pytest.raises(Refused, match=r"national\.other-person"):
        sign_nationally(actor=aliya, at=minuted.at, record=minuted.renew(), cms=sign(text, "X Y", WHOLE))


def test_without_a_service_nobody_signs_nationally(minuted) -> None:
    with pytest.raises(Refused, match=r"national\.not-set"):
        sign_nationally(actor=minuted.who("aliya"), at=minuted.at, record=minuted.case, cms="QUJD")


def test_a_scan_counts_for_the_text_whose_mark_stands_on_the_paper(minuted, rules) -> None:
    rules(kinds=frozenset({SignatureKind.PAPER}))
    mark = _state(minuted).mark
    _scan(minuted, mark.upper(), "saule", "aliya")
    assert {one.kind for one in _state(minuted).signatures} == {"paper"}
    minuted.act(recognise, "aliya")
    assert minuted.case.stage == "recognised"


def test_a_scan_of_other_minutes_is_refused_and_not_kept(minuted) -> None:
    before, mark = StoredFile.objects.count(), _state(minuted).mark
    minuted.voted("refuse", by=("kamila",))  # a change of the minutes
    with pytest.raises(Refused, match=r"recognition\.other-minutes"):
        _scan(minuted, mark, "saule")
    with pytest.raises(InvalidValue, match=r"upload\.kind"):
        _scan(minuted, _state(minuted).mark, "saule", content=b'{"a": 1}', name="scan.json")
    with pytest.raises(InvalidValue, match=r"recognition\.nobody-signed"):
        _scan(minuted, _state(minuted).mark)
    assert StoredFile.objects.count() == before


def test_a_chair_who_left_after_the_vote_is_stood_in_for_and_need_not_sign(minuted) -> None:
    Membership.objects.filter(person=minuted.who("aliya")).update(until=minuted.at.date())
    state_left(
        actor=minuted.who("saule"),
        at=minuted.at,
        record=minuted.renew(),
        revision=None,
        seat=_seat(minuted, "aliya"),
        reason="Her membership ended.",
    )
    state = _state(minuted)
    assert [one.person.username for one in state.signatures] == ["saule", "bolat"]
    assert state.signed == 0, "the minutes changed, so the secretary signs anew"
    assert minuted.case.commissions.get().seats.filter(vote="recognise").count() == 3
    sign_minutes(actor=minuted.who("saule"), at=minuted.at, record=minuted.case, revision=None)
    minuted.act(recognise, "bolat")
    assert "Her membership ended." in str(minuted.case.decisions.get().minutes["left"])


def test_where_nobody_is_left_to_chair_the_members_choose_somebody(minuted) -> None:
    given = {"actor": minuted.who("saule"), "at": minuted.at, "revision": None, "reason": "Ill."}
    state_left(record=minuted.renew(), seat=_seat(minuted, "aliya"), **given)
    with pytest.raises(InvalidValue, match=r"recognition\.name-a-chair"):
        state_left(record=minuted.renew(), seat=_seat(minuted, "bolat"), **given)
    kamila = _seat(minuted, "kamila")
    state_left(record=minuted.renew(), seat=_seat(minuted, "bolat"), successor=kamila, **given)
    with pytest.raises(Refused, match=r"recognition\.nobody-left"):
        state_left(record=minuted.renew(), seat=kamila, **given)
    sign_minutes(actor=minuted.who("saule"), at=minuted.at, record=minuted.renew(), revision=None)
    minuted.act(recognise, "kamila")
    assert minuted.case.decisions.get().by.username == "kamila"


def test_only_a_member_who_voted_can_have_left_and_the_rules_may_ask_for_the_signature(
    minuted, rules
) -> None:
    given = {"at": minuted.at, "revision": None, "seat": _seat(minuted, "kamila"), "reason": "Ill."}
    with pytest.raises(NotPermitted, match=r"recognition\.not-to-state"):
        state_left(actor=minuted.who("kamila"), record=minuted.case, **given)
    minuted.case.commissions.get().seats.filter(person=minuted.who("kamila")).update(vote="")
    with pytest.raises(Refused, match=r"recognition\.not-voted"):
        state_left(actor=minuted.who("saule"), record=minuted.case, **given)
    rules(left_need_not_sign=False)
    with pytest.raises(Refused, match=r"recognition\.who-left-signs"):
        state_left(actor=minuted.who("saule"), record=minuted.case, **given)


def test_stepping_aside_after_the_vote_voids_the_vote_and_the_signatures(minuted) -> None:
    recuse(actor=minuted.who("kamila"), at=minuted.at, record=minuted.renew(), reason="A relative.")
    assert _seat(minuted, "kamila").vote == ""
    assert _state(minuted).signed == 0


def test_another_secretary_goes_on_and_signs_anew(minuted) -> None:
    take_over(
        actor=minuted.who("gaukhar"), at=minuted.at, record=minuted.renew(), revision=None, reason="On leave."
    )
    assert [one.person.username for one in _state(minuted).signatures] == ["gaukhar", "aliya"]
    assert _state(minuted).signed == 0


def test_the_page_speaks_to_the_program_of_the_state_alone_and_only_there(minuted, node, as_) -> None:
    client = as_("aliya")
    there = client.get(reverse("recognition:sign", args=[minuted.case.public_id]))
    assert "connect-src 'self' wss://127.0.0.1:13579" in there["Content-Security-Policy"]
    room = client.get(reverse("recognition:commission", args=[minuted.case.public_id]))
    assert "wss:" not in room["Content-Security-Policy"]
    assert "national-signature.js" in there.content.decode()


def test_the_pages_of_signing_are_whole_and_the_text_is_what_is_signed(minuted, as_) -> None:
    case, state = minuted.renew(), _state(minuted)
    saule = as_("saule")
    for name in ("sign", "minutes-text", "minutes-pdf"):
        assert saule.get(reverse(f"recognition:{name}", args=[case.public_id])).status_code == 200
    text = saule.get(reverse("recognition:minutes-text", args=[case.public_id]))
    assert text.content == state.minutes.content
    aliya = as_("aliya")
    page = reverse("recognition:sign-minutes", args=[case.public_id])
    assert aliya.post(page, {"revision": case.revision}).status_code == 302
    assert aliya.post(page, {"revision": case.revision}).status_code == 302, "a double click"
    assert _state(minuted).signed == 2


def test_a_scan_is_filed_on_the_page_and_a_wrong_kind_is_said_at_the_field(minuted, as_) -> None:
    case, saule = minuted.renew(), as_("saule")
    page = reverse("recognition:file-scan", args=[case.public_id])
    given = {
        "revision": case.revision,
        "printed": shown(_state(minuted).minutes.digest),
        "people": [str(minuted.who("aliya").public_id)],
    }
    wrong = saule.post(page, {**given, "file": SimpleUploadedFile("a.exe", b"MZ")})
    assert wrong.status_code == 422
    assert saule.post(page, {**given, "file": SimpleUploadedFile("a.png", PNG)}).status_code == 302
    assert _state(minuted).signed == 2


def test_that_a_member_left_and_that_another_goes_on_is_said_on_the_pages(minuted, as_) -> None:
    case = minuted.renew()
    given = {"revision": case.revision, "seat": _seat(minuted, "kamila").pk, "reason": "Ill."}
    page = reverse("recognition:state-left", args=[case.public_id])
    assert as_("saule").post(page, {**given, "reason": ""}).status_code == 422
    assert as_("saule").post(page, given).status_code == 302
    page = reverse("recognition:take-over", args=[case.public_id])
    revision = minuted.renew().revision
    assert as_("gaukhar").post(page, {"revision": revision, "reason": "On leave."}).status_code == 302
