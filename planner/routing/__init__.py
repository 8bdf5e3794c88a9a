"""Patrol routes: which unit makes which visit when, along which streets."""
