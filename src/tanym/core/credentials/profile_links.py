"""Addresses of forms on other sites in which a person shows an award; nothing is sent until the person follows one."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin(
    *, title: str, organisation: str, number: str, address: str, on: date, until: date | None = None
) -> str:
    """LinkedIn's form "add licence or certification" with its fields filled (from common practice: not documented).

    It names no person: title, organisation, months, the public address of the check and the printed number.
    """
    fields = {
        "startTask": "CERTIFICATION_NAME",
        "name": title,
        "organizationName": organisation,
        "issueYear": on.year,
        "issueMonth": on.month,
        "certUrl": address,
        "certId": number,
    }
    if until is not None:
        fields |= {"expirationYear": until.year, "expirationMonth": until.month}
    return f"{LINKEDIN}?{urlencode(fields, quote_via=quote)}"
