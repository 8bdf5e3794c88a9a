"""What only the sample station Xinqu has: its ground plan, places, people, work and drone rounds."""
