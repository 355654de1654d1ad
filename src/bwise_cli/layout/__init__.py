"""Floor 2: from a book's AST to what each writer needs: boxes, alt texts, languages. Pure functions."""
