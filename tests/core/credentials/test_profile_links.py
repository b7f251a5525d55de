"""The link to a form on another site names the award and no person."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

from tanym.core.credentials.profile_links import linkedin


def asked(until: date | None = None) -> dict[str, list[str]]:
    link = linkedin(
        title="Деректер талдауы & шешім",
        organisation="Kokzhar University",
        number="7Q4K-M2XD-9F",
        address="https://tanym.example/v/7Q4K-M2XD-9F",
        on=date(2026, 6, 16),
        until=until,
    )
    assert urlsplit(link)[:3] == ("https", "www.linkedin.com", "/profile/add")
    return parse_qs(urlsplit(link).query, strict_parsing=True)


def test_the_form_gets_what_it_asks_for_and_no_name() -> None:
    fields = asked()
    assert fields["name"] == ["Деректер талдауы & шешім"]
    assert (fields["issueYear"], fields["issueMonth"]) == (["2026"], ["6"])
    assert fields["certUrl"] == ["https://tanym.example/v/7Q4K-M2XD-9F"]
    assert fields.keys() == {
        "startTask", "name", "organizationName", "issueYear", "issueMonth", "certUrl", "certId",
    }  # fmt: skip


def test_an_end_is_said_where_there_is_one() -> None:
    assert asked(date(2029, 12, 31))["expirationMonth"] == ["12"]
