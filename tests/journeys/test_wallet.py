"""A document goes from the demonstration into a wallet by others, and from there to an employer who asks for it.

The pages are walked in a browser; the wallet is a small script of ours on @openid4vc/openid4vci, @openid4vc/openid4vp
and @sd-jwt/sd-jwt-vc (tests/interop/wallet.mjs), which share no code with ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.interop.conftest import peers  # noqa: F401
from tests.interop.peers import Peers
from tests.journeys.conftest import Served
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

SCRIPT = "wallet.mjs"
WALLET = "wallet.example"
Open = Callable[[str], Walker]


@pytest.fixture
def somebody(browser: Any, served: Served) -> Iterator[Open]:
    """`somebody("aigul")` opens a browser in which she reads English."""
    walkers: list[Walker] = []

    def opened(username: str) -> Walker:
        walkers.append(Walker(browser, served.address, "en", username))
        return walkers[-1]

    yield opened
    for walker in walkers:
        walker.close()


def test_from_the_demonstration_into_a_wallet_and_to_an_employer(
    somebody: Open,
    peers: Peers,  # noqa: F811
) -> None:
    learner, employer = somebody("aigul"), somebody("erlan")
    offered(learner, "code")
    digits = learner.page.locator(".digits").inner_text().strip()
    held = peers.run(
        SCRIPT, {"task": "accept", "link": link(learner, "openid-credential-offer"), "digits": digits}
    )
    assert held["claims"]["family_name"] == "Seiitova"
    learner.page.get_by_text("The wallet has it").wait_for()

    ask(employer, "another", claims=["name", "grade"])
    said = show(peers, employer, held)
    assert (said["status"], said["body"], said["mode"]) == (200, {}, "direct_post.jwt")
    assert said["name"].startswith("Qaraghai")
    employer.page.get_by_text("What was not shown").wait_for()
    employer.look()
    shown = employer.text()
    assert "Aigul Seiitova can" in shown
    assert "Shown with the key of the person" in shown
    assert held["claims"]["learner_identification"] not in shown

    ask(employer, "this", claims=["name"])
    said = show(peers, employer, held)
    employer.open(said["body"]["redirect_uri"])
    assert "Aigul Seiitova can" in employer.text()

    ask(employer, "another", claims=["name"])
    show(peers, employer, held, decline=True)
    employer.page.get_by_text("The wallet shows nothing").wait_for()

    learner.open("/wallets/")
    learner.press("main ul.list a")
    learner.press("main form[action*='take-back'] button")
    ask(employer, "another", claims=[])
    show(peers, employer, held)
    employer.page.get_by_text("What was not shown").wait_for()
    assert "Status: Not confirmed" in employer.text()
    employer.press("main form[action*='close'] button")


def test_a_wallet_in_which_the_person_signs_in(
    somebody: Open,
    served: Served,
    peers: Peers,  # noqa: F811
) -> None:
    back = served.address.replace("localhost", "127.0.0.1") + "/en/"  # another origin, as a wallet's is
    served.tanym("wallets", "--know", WALLET, "--name", "A wallet for the test", "--redirect", back)
    learner = somebody("aigul")
    offered(learner, "sign-in")
    question = {
        "task": "accept", "link": link(learner, "openid-credential-offer"), "client": WALLET, "redirect": back,
    }  # fmt: skip
    begun = peers.run(SCRIPT, question)
    learner.open(begun["authorise"])
    assert "A wallet for the test" in learner.text()
    with learner.page.expect_navigation(url=f"{back}**"):
        learner.page.locator("main button[name='do'][value='allow']").click()
    code = parse_qs(urlsplit(learner.page.url).query)["code"][0]
    held = peers.run(SCRIPT, {**question, "code": code, "verifier": begun["verifier"]})
    assert held["claims"]["iss"].endswith(":o:kokzhar")
    learner.open("/wallets/")
    assert "A wallet for the test" in learner.text()


def offered(learner: Walker, way: str) -> None:
    """The learner goes from the list of documents to the code for a wallet, with the one that Kokzhar awarded."""
    learner.open("/documents/")
    learner.press("main li:has-text('Kokzhar University') h2 a")
    learner.press("main a[href*='/wallets/documents/']")
    learner.fill({"configuration": "learning-credential", "way": way})
    learner.press("main form.card button.button")


def ask(employer: Walker, on: str, claims: list[str]) -> None:
    """The employer asks for a document."""
    employer.open("/wallets/ask/")
    employer.fill({"reason": "We look for somebody who reads data.", "claims": claims})
    employer.press(f"main button[name='on'][value='{on}']")


def link(walker: Walker, scheme: str) -> str:
    """The link of the page that opens a wallet."""
    found = walker.page.locator(f"main a[href^='{scheme}://']").first.get_attribute("href")
    assert found is not None
    return found


def show(peers: Peers, employer: Walker, held: Any, **how: Any) -> Any:  # noqa: F811
    """The wallet answers what the employer's page asks."""
    question = {"task": "present", "link": link(employer, "openid4vp"), **how}
    return peers.run(SCRIPT, {**question, "key": held["key"], "credential": held["credential"]})
