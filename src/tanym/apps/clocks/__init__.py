"""Clocks: the terms of every procedure, what is late and with whom, extensions with notice."""
