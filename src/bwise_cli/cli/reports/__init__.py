"""The forms in which `bwise check` reports: each a function from an outcome to a text, one module each."""
