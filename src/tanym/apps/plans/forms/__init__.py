"""Forms of action plans: a plan, an item, a progress report, its review."""
