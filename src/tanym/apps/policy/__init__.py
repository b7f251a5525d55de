"""Rules in force: the register of versions, what holds where on which day, waivers, the reports of checks."""
