"""Floor 1: the outside world, one module each. Only these import pypandoc, typst, docx and the services."""
