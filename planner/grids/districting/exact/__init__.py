"""Districting as CP-SAT models: proofs for a few hundred cells, and repair of the balance for more."""
