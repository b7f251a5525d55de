"""The policy workshop: drafts of rule packs, edited entry by entry, compared, approved by a second person and put in force."""
