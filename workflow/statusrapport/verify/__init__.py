"""Building a published PDF again from raw files, and telling in what the two differ."""
