"""A published roster, changed as little as possible for somebody who falls ill or for more that is needed."""
