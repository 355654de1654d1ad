"""Floor 1: text to domain values and back, in pure symmetric pairs."""
