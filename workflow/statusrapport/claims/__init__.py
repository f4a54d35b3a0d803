"""Claims: quantified words in prose, each checked against the data before it may be printed."""
