"""Conformance: the VC-API that test suites of standards speak to; only in the test profile, never in production."""
