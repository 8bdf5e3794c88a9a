"""Which dock flies which sortie when: proven by counting, by an exact search, or by CP-SAT."""
