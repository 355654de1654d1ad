"""The checks of single characters: letters of another script, broken encodings, what cannot be seen."""
