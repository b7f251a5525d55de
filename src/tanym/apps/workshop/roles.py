"""The roles that work on drafts."""

WRITERS = frozenset({"policy-author"})
READERS = frozenset({"policy-author", "policy-approver"})
