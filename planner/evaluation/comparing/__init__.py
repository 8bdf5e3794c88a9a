"""Two plans of one station held against each other."""
