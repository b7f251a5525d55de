"""Acts of rehearsals."""
