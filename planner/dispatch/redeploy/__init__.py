"""Which unit waits where, so that most of the demand can be reached soon (动态布警)."""
