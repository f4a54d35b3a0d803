"""The command `statusrapport`."""
