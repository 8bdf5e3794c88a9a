"""Calls that come at random, and how the units of a plan answer them."""
