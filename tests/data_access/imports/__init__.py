"""Tests of the import door."""
