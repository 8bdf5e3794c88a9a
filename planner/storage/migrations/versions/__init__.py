"""One module a migration, in the order of their numbers."""

from __future__ import annotations
