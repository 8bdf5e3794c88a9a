"""Makes the sample stations: seeded, in plain Python, the same bytes on every machine."""
