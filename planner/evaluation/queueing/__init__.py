"""Queues with known answers, which the simulation is held against."""
