"""A plan measured without any solver: is it legal, and how good is it."""
