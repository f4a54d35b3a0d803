"""Indicators: declared in config/indicators/, computed into one long table of observations."""
