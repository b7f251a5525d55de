"""Pages of recognition: public ones, the case as its people read it, its acts, the commission's room."""
