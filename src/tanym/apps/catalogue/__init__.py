"""The public catalogue: search, filters and a page for each micro-qualification."""
