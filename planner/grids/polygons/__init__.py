"""Grid polygons as a coverage: repaired so that they only touch, and who is whose neighbour."""
