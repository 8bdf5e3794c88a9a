"""Drone flights checked and measured."""
