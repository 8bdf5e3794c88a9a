"""Rosters: staggered shifts that follow the tide of demand, legal for every officer and fair among peers."""
