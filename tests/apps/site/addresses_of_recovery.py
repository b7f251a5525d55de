"""Addresses of a forgotten password: open to everybody; a link for a colleague is made by whoever runs the organisation."""

from __future__ import annotations

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.roles import ROLES
from tanym.apps.recovery.links import TOKENS
from tests.apps.site.addresses import Row, at


def ways_back(everybody: frozenset[str]) -> list[Row]:
    """A link of Samal's, and Omar, whom his administrator may help."""
    samal, omar = find("samal"), find("omar")
    link = {"uidb64": samal.public_id.hex, "token": TOKENS.make_token(samal)}
    colleagues = at("kokzhar", *ROLES) | at("national-centre", "keeper")
    return [
        Row("recovery:ask", read=everybody, act=everybody, public=True, data={"email": "x@people.example"}),
        Row("recovery:asked", read=everybody, public=True),
        Row("recovery:address", read=everybody, act=everybody, data={"email": "x@people.example"}),
        Row("recovery:new", link, read=everybody, act=everybody, public=True),
        Row(
            "recovery:help",
            {"code": "kokzhar", "public_id": omar.public_id},
            act=frozenset({"leila"}),
            knowing=colleagues,
        ),
    ]
