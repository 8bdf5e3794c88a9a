"""What only the sample station Gaoqiao has: its ground plan, places, people, work and past month."""
