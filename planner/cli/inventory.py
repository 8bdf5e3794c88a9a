"""What a street network holds, as a person reads it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from planner.cli.page import terminal
from planner.i18n import N_, Language, sentence, translate
from planner.i18n.directions import street_class_text
from planner.i18n.labels import label
from planner.streets.inventory import Inventory, inventory
from planner.streets.traps import traps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.street import Streets

NAMES_SHOWN = 12
"""Names of the longest streets that are shown."""
TRAPS_SHOWN = 5
"""Pieces outside the main part that are shown for each mode."""

TRAPS = {
    "no_way_out": N_("  {lon:.5f}, {lat:.5f}: one can enter but not come back, {metres:.0f} m {names}"),
    "no_way_in": N_("  {lon:.5f}, {lat:.5f}: one can leave but not enter, {metres:.0f} m {names}"),
    "cut_off": N_("  {lon:.5f}, {lat:.5f}: cut off, {metres:.0f} m {names}"),
}
"""What is wrong with a piece, by its kind."""


def print_inventory(streets: Streets, language: Language) -> None:
    """Print what a network holds, and what of it does not hang together."""
    console = terminal()
    held = inventory(streets)

    def line(template: str, **params: object) -> None:
        console.print(Text(_printable(sentence(template, language, params))), soft_wrap=True)

    total_km = sum(held.class_km.values())
    line(N_("{nodes} nodes, {edges} edges, {km:.1f} km of streets"), nodes=held.nodes, edges=held.edges, km=total_km)
    if held.turns:
        line(N_("Banned turns: {count}"), count=held.turns)
    console.print()
    console.print(_classes(held, language))
    console.print()
    console.print(_parts(held, language))
    console.print()
    for text in _traps(streets, held, language):
        line("{text}", text=text)
    longest = [f"{name} {km:.1f}" for name, km in list(held.name_km.items())[:NAMES_SHOWN]]
    line(N_("Names: {count}; without a name: {km:.1f} km"), count=len(held.name_km), km=held.unnamed_km)
    if longest:
        line(N_("Longest [km]: {names}"), names=translate(N_(", "), language).join(longest))


def _printable(text: str) -> str:
    """Give text that comes from a file without what steers a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _classes(held: Inventory, language: Language) -> Table:
    table = _table([translate(head, language) for head in (N_("class"), N_("km"))])
    for name, km in held.class_km.items():
        word = name if language == "en" else f"{name} {street_class_text(name, language)}"
        table.add_row(Text(word), Text(f"{km:.1f}"))
    return table


def _parts(held: Inventory, language: Language) -> Table:
    """List for each mode what it may use and what it cannot reach and come back from."""
    heads = [N_("by"), N_("nodes"), N_("edges"), N_("nodes outside the main part"), N_("edges outside"), N_("parts")]
    table = _table([translate(head, language) for head in heads])
    for mode, out in held.outside.items():
        figures = [out.nodes, out.edges, out.nodes_outside, out.edges_outside, out.parts]
        table.add_row(Text(label(f"mode_{mode}", language)), *(Text(str(figure)) for figure in figures))
    return table


def _traps(streets: Streets, held: Inventory, language: Language) -> Iterator[str]:
    """Tell the longest streets of each mode that do not lead there and back."""
    for mode, out in held.outside.items():
        found = traps(streets, mode) if out.edges_outside else ()
        if not found:
            continue
        params: dict[str, object] = {"mode": label(f"mode_{mode}", language), "count": len(found)}
        yield sentence(
            N_("{mode}: pieces that cannot be reached and left again: {count}; the longest:"), language, params
        )
        for trap in found[:TRAPS_SHOWN]:
            lon, lat = trap.lonlat
            where = {"lon": lon, "lat": lat, "metres": trap.length_m, "names": ", ".join(trap.names)}
            yield sentence(TRAPS[trap.kind], language, where).rstrip()


def _table(heads: list[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="left" if number == 0 else "right", no_wrap=True)
    return table
