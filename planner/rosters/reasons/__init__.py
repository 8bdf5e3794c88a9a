"""Why a roster is impossible: what is short for everybody to see, the smallest conflict, and what would mend it."""
