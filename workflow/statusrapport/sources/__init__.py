"""Raw sources: declared, read, checked, and brought to one long form."""
