"""Evaluation of foreign credentials: purpose, route, elements and criteria, authenticity, statements."""
