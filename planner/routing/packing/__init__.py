"""The best plan that can be put together from many routes, and its work shared evenly."""
