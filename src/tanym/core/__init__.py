"""The subjects of Tanym as pure values and decisions: no framework, no clock, no network."""
