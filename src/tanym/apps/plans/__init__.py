"""Action plans: items with an owner, a deadline and an indicator, reported on in public; the way from a comment to a decision."""
