"""The same instances solved by other people's solvers, where they are installed: for comparison only."""
