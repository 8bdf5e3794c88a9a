"""Many routes by ruin and recreate."""
