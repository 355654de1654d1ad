"""Floor 4: what each command does, as a short list of calls to the floors below. Nothing is printed here."""
