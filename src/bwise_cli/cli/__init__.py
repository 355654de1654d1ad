"""Floor 5: the command line. A command reads its options, calls one capability and prints what it returns."""
