"""What rounds look at: strokes over points, streets and areas, and the ground that they show."""
