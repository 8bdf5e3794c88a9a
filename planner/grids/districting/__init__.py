"""Districting: small cells put together to grids that hang together, have even work and short ways."""
