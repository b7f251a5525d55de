"""The refusals of OAuth: an error code of its standards and a sentence for the maker of the program."""

from __future__ import annotations

from http import HTTPStatus


class Refusal(Exception):
    """An answer that is an error (RFC 6749, 5.2; RFC 7591, 3.2.2): `error` is the code, `description` plain ASCII."""

    def __init__(self, error: str, description: str = "", status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(error)
        self.error = error
        self.description = description
        self.status = status

    def members(self) -> dict[str, str]:
        """The members of the answer."""
        found = {"error": self.error}
        return found | ({"error_description": self.description} if self.description else {})
