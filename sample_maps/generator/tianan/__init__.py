"""What only the sample station Tian'an has: its ground plan, places, people and work."""
