"""Drone rounds: coverage, energy, airspace and the day's schedule, one file a stage."""
