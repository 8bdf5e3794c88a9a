"""Decisions of the moment, one file each."""
