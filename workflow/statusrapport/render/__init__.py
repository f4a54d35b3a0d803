"""Rendering: from a report's slice and its templates to HTML, charts, tables and PDF."""
