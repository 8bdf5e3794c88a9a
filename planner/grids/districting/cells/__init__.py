"""Cells to make grids of: hexagons, blocks between streets, existing small grids; their work and their ways."""
