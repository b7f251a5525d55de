"""Which kind of personal number the people of a country have."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.kernel.personal_number import IIN, NumberKind

KINDS: Mapping[str, NumberKind] = {"kz": IIN}
"""Country → its kind; a country that does not stand here has none, and nobody is asked for one."""
