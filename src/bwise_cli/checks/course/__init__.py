"""Checks of the masters of one curriculum: what is wrong in English, before anything is translated."""
