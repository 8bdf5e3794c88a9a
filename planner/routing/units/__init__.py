"""Who may make the visits: the rights of units, and when they rest."""
