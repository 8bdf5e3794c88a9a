"""Where drones may fly: zones with their margins, ways around them, and where the camera is off."""
