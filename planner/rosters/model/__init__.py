"""A roster as a CP-SAT model: one rule, one function; for small rosters, for proofs, and to explain what cannot be."""
