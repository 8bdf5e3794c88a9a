"""The page that draws the difference of two plans."""
