"""Wires everything together: settings, addresses, the entry point."""
