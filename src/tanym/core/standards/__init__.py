"""Standards: frameworks, professions, occupational standards, read from the documents of the ministry."""
