"""What is asked of a day: every visit, when it may be made and for how long."""
