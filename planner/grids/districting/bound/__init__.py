"""What no districting can fall below: a Lagrangean bound by prices of cells."""
