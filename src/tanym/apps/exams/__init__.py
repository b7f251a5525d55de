"""Examinations: recognition of professional qualifications by a centre, in stages, against an occupational standard."""
