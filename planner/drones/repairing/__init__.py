"""What becomes of the drones' day when something has happened: who can fly to an alert, and the rest of the rounds."""
