"""Facts: numbers looked up in a report's slice, printed once, and written down with where they come from."""
