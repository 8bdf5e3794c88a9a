"""Routes driven along the streets, with idle time patrolled."""
