"""Tracing: from a number or a sentence in a finished PDF back to the rows of the raw files that it is made of."""
