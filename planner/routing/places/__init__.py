"""Where the visits are: the streets below them, and how long the ways between them take."""
