"""Plans of one day that are nearly as good as the best and unlike each other."""
