"""bwise: curriculum localisation and packaging for work integration social enterprises."""

__version__ = "0.1.0"
