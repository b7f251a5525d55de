"""Standards: qualifications frameworks, professions and occupational standards, each with its versions."""
