"""Chinese and English: sentences and words for everything that the package says to people.

Other rooms hand over codes and figures; the edge (command line, web, maps) asks here for the sentence. English is the
source text, Chinese comes from the gettext catalogue in `locales/`.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's extractors look for
    """Mark a text for translation and leave it as it is."""
    return text


@lru_cache(maxsize=2)
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation("planner", Path(__file__).parent / "locales", [language], fallback=True)


def translate(text: str, language: Language) -> str:
    """Give a marked text in a language."""
    return text if language == "en" or not text else _catalogue(language).gettext(text)


def sentence(template: str, language: Language, params: Mapping[str, object]) -> str:
    """Fill a marked template in a language; text in `params` stands as it is and is never a template itself.

    A plan of another version may hold words where its template wants figures: then the template is given as it is.
    """
    text = translate(template, language)
    try:
        return text.format_map(_Known(params))
    except (ValueError, TypeError):
        return text


class _Known(dict[str, object]):
    """Parameters of a sentence; an unknown one shows its own name instead of failing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def language_of(name: str | None) -> Language:
    """Give the language for a locale name such as ``zh_CN.UTF-8``; English unless it is Chinese."""
    return "zh" if (name or "").lower().startswith("zh") else "en"


def system_language() -> Language:
    """Give the language of the reader's locale."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return language_of(os.environ[variable])
    return language_of(locale.getlocale()[0])
