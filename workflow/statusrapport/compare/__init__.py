"""Comparing two builds of a report: its facts, its tables, and what made the difference."""
