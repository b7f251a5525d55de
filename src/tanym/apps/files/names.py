"""The name under which a file is shown: without folders, without signs that hide or turn what is read."""

from __future__ import annotations

import unicodedata

LONGEST = 120
NAMELESS = "file"
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "application/json": (".json", ".jsonld"),
}
"""The endings of what people upload; a name that ends otherwise than its content gets the first of them."""
HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Categories of Unicode that show nothing: control characters, those that turn the direction, unassigned ones."""
NOT_IN_A_NAME = frozenset('<>:"|?*')


def tidy(given: str, media_type: str = "") -> str:
    """The last part of what somebody's machine called the file, in plain signs, at most 120 of them."""
    last = unicodedata.normalize("NFC", given[-4000:]).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        " " if one.isspace() else one
        for one in last
        if one.isspace() or (unicodedata.category(one) not in HIDDEN and one not in NOT_IN_A_NAME)
    )
    name = " ".join(seen.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    endings = ENDINGS.get(media_type)
    if endings and f".{ending.lower()}" not in endings:
        stem, dot, ending = name, ".", endings[0][1:]
    if not dot:
        return name[:LONGEST] or NAMELESS
    ending = ending[:10].strip()
    return (stem[: LONGEST - len(ending) - 1].strip(". ") or NAMELESS) + "." + ending
