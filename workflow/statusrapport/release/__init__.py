"""A release: the reports under telling names, the data behind them, and what it takes to verify and to cite them."""
