"""Foreign texts against declared figures: what in a text is one of them, what contradicts them, what is neither."""
