"""Makes the sample station Tian'an: seeded, in plain Python, the same bytes on every machine."""
