"""Programs that act for a person: registered, allowed by the person, given tokens (OAuth 2.0)."""
