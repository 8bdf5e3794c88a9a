"""What the API takes and hands out."""
