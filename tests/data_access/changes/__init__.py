"""Tests of the actions that write."""
