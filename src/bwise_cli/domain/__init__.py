"""Floor 0: the words of the program as frozen values. Standard library only; no disk, no network."""
