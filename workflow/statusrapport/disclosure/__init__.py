"""Disclosure control: what may be published, and the one door through which it is."""
