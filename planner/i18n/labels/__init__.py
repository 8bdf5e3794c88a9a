"""Words on maps, pages and in terminals, each file those of one place, by key."""

from __future__ import annotations

from planner.i18n import Language, translate
from planner.i18n.labels.answers import ANSWERS
from planner.i18n.labels.decisions import DECISIONS
from planner.i18n.labels.figures import FIGURES
from planner.i18n.labels.kinds import KINDS
from planner.i18n.labels.maps import MAPS
from planner.i18n.labels.pages import PAGES
from planner.i18n.labels.repairs import REPAIRS
from planner.i18n.labels.search import SEARCH

LABELS: dict[str, str] = MAPS | PAGES | REPAIRS | ANSWERS | KINDS | FIGURES | SEARCH | DECISIONS


def label(key: str, language: Language) -> str:
    """Give one word or phrase."""
    return translate(LABELS[key], language)


def labels(language: Language, prefix: str = "") -> dict[str, str]:
    """Give all words whose keys start with `prefix`."""
    return {key: translate(text, language) for key, text in LABELS.items() if key.startswith(prefix)}
