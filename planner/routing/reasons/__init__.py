"""Why visits are not made and pins not kept, and what would mend it."""
