"""How a text is written: marks, spaces, quotation marks, letters, capitals. What a good publisher of the language does.

Where good publishers of a language differ, all of their ways are right.
"""
