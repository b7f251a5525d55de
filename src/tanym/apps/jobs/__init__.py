"""Background work: started by an act, with progress that can be watched and a stop button."""
