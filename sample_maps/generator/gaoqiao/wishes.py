"""What officers would like in the four weeks, put by hand."""

from __future__ import annotations

COLUMNS = ("officer", "date", "shift", "wish", "weight")
REQUESTS = (
    ("L02", "2026-12-25", "off", "wanted", 2),
    ("C01", "2026-12-11", "off", "wanted", 3),
    ("C07", "2026-12-24", "off", "wanted", 2),
    ("K01", "2026-12-12", "休", "想上", 3),
    ("K04", "2026-12-19", "夜班", "不想上", 2),
    ("K06", "2026-12-31", "off", "wanted", 2),
    ("K08", "2027-01-01", "早班", "wanted", 1),
    ("R03", "2026-12-20", "off", "wanted", 3),
    ("R04", "2026-12-16", "中班", "想上", 1),
    ("P02", "2026-12-13", "off", "wanted", 3),
    ("P06", "2026-12-22", "夜班", "unwanted", 2),
    ("P07", "2026-12-26", "off", "wanted", 2),
    ("F01", "2026-12-19", "off", "wanted", 2),
    ("F04", "2026-12-31", "夜班", "unwanted", 3),
    ("F08", "2026-12-27", "off", "wanted", 1),
    ("F10", "2026-12-15", "早班", "wanted", 1),
)
"""Officer, date, shift, whether it is wanted, and its points: written as people write them."""
