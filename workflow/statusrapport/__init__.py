"""Statusrapport: evaluation reports rebuilt from raw data, every number bound to the data."""

__version__ = "0.1.0"
