"""The markup of DJI's mission files, WPML: https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

KML = "http://www.opengis.net/kml/2.2"
WPML = "http://www.dji.com/wpmz/1.0.2"
ROOT = f'<kml xmlns="{KML}" xmlns:wpml="{WPML}"/>'

Tree = tuple[str, "str | float | Iterable[Tree]"]
"""An element's name and what stands in it: a figure, a word of DJI's, or elements. Names with a capital are KML's."""


def document(parts: Iterable[Tree]) -> bytes:
    """Write a document of these elements."""
    from lxml import etree

    root = etree.fromstring(ROOT)
    _fill(etree.SubElement(root, f"{{{KML}}}Document"), parts)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def figure(value: float) -> str:
    """Write a figure shortly, without an exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _fill(element: _Element, parts: Iterable[Tree]) -> None:
    from lxml import etree

    for name, content in parts:
        is_kml = name[0].isupper() or name == "coordinates"
        child = etree.SubElement(element, f"{{{KML if is_kml else WPML}}}{name}")
        if isinstance(content, str):
            child.text = content
        elif isinstance(content, int | float):
            child.text = figure(content)
        else:
            _fill(child, content)
