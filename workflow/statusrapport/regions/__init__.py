"""Municipal codes, what became of them, and how figures of one year are carried to the structure of another."""
