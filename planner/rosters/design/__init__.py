"""Which staggered shifts (错时班) follow the tide with the fewest kinds and officer-hours."""
