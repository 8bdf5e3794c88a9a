"""Patrols checked and measured."""
