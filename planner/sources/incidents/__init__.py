"""Incident tables: read piece by piece, judged row by row, kept as columns."""
