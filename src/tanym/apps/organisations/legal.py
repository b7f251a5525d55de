"""Legal identities: in which register an organisation has a number, and what such a number looks like."""

from __future__ import annotations

import re

from tanym.core.kernel.errors import InvalidValue

KZ_BIN = "kz-bin"
"""Business identification number of Kazakhstan: twelve digits. Its check digit is not checked: that rule was not read."""

FORMS = {KZ_BIN: re.compile(r"[0-9]{12}")}
OTHER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{1,38}")


def identity(scheme: str, number: str) -> tuple[str, str]:
    """Scheme and number as they are kept, without spaces; both empty where there is no number.

    Raises `InvalidValue("organisation.bin-form")` for a BIN that is not twelve digits, and
    `InvalidValue("organisation.legal-identity-form")` for another number that cannot be one.
    """
    scheme, number = scheme.strip(), number.strip()
    if scheme == KZ_BIN:
        number = re.sub(r"[\s-]", "", number)
    if not number:
        return "", ""
    form = FORMS.get(scheme, OTHER)
    if not scheme or not form.fullmatch(number):
        raise InvalidValue(
            "organisation.bin-form" if scheme == KZ_BIN else "organisation.legal-identity-form"
        )
    return scheme, number
