"""How files that people gave are kept on disk: sealed, and looked at for viruses."""
