"""New grids beside today's, as a page that opens without a network."""
