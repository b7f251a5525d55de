"""Letters and notices to people, kept where they can be read again."""
