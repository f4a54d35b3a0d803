"""Reading a finished report back: every number in the text of its PDF has to be one that is known."""
