"""Where somebody who is missing can be, and who searches what first (走失查找)."""
