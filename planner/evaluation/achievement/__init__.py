"""What a plan will achieve on the street."""
