"""Checks of how a translation is worded: is it one, is all of it there, does it say the same thing alike?"""
