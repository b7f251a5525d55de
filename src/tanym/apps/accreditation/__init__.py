"""Accreditation: an organisation asks to be recognised as a provider or a centre; experts, decision, entry in the register."""
