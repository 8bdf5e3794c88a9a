"""What only the sample station Meilin has: its ground plan, places, people, work and forces."""
