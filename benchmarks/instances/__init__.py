"""Readers of published routing instances, and makers of our own: each gives a `Case` for the product's solver."""
