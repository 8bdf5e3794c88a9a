"""Rosters checked and measured."""
