"""Foreign and cross-border learning: purpose, route, elements and criteria, authenticity, differences, statements."""
