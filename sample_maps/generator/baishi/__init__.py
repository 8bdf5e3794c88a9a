"""What only the sample station Baishi has: its ground plan, places, people and work."""
