"""Police grids: which one a point lies in, how much work to expect in it by hour, and where its hot spots are."""
