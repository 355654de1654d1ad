"""Tests of bwise."""
