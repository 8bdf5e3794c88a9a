"""What is kept in memory while the application runs."""
