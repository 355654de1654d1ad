"""The checks of numbers, dates, times, units and money: does a translation say the same, in the way of its locale?

The locales of `locales.py` all write a decimal comma, and nobody groups by a comma there. How a figure is to be read
therefore depends on only two things: whether it stands in the English text or in a translation, and the sign in it.
"""
