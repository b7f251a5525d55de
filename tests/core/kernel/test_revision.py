"""What a form says of the state that it was shown with."""

from __future__ import annotations

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision


def test_a_number_is_a_revision() -> None:
    assert read_revision("0") == 0
    assert read_revision("17") == 17


@pytest.mark.parametrize("text", ["", " ", "-1", "1.5", "²", "٣", "x", "1" * 5000])
def test_what_no_form_of_ours_sends_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_revision(text)
    assert refused.value.code == "form.revision"
