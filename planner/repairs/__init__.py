"""A plan that is being worked, changed for what has happened: to its units, its officers or its drones."""
