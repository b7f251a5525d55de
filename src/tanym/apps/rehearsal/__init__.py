"""Rehearsals: a whole case with invented people, before an authority opens the real procedure or puts a draft of rules in force."""
