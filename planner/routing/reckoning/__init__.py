"""The times and figures of given routes, as every solver of this room reckons them."""
