"""Two simulated plans in sentences: which is better, by how much, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.evaluation.comparing.verdicts import MAIN, Verdict, verdict
from planner.i18n import Language, sentence, translate
from planner.i18n.figure_text import MINUS
from planner.i18n.labels import LABELS
from planner.i18n.simulation_words import FIGURES

if TYPE_CHECKING:
    from planner.evaluation.simulation.plans import Compared


def verdicts_of(made: Compared) -> dict[str, Verdict]:
    """Judge every figure."""
    return {name: verdict(name, made.differences[name]) for name in FIGURES}


def pair_sentences(made: Compared, reader: Language) -> tuple[str, ...]:
    """Say which plan is better by the main figure, and in which other figures each is better beyond chance."""
    found, judged = made.differences[MAIN], verdicts_of(made)
    side = -1 if found.value < 0 else 1
    low, high = sorted((side * found.low, side * found.high))
    spread = {"points": abs(found.value), "low": _tenths(low), "high": _tenths(high)}
    said = [sentence(LABELS[f"pair_{judged[MAIN]}"], reader, spread)]
    comma = translate(LABELS["web_list_comma"], reader)
    for better in ("one", "other"):
        figures = [translate(FIGURES[name], reader) for name in FIGURES if name != MAIN and judged[name] == better]
        if figures:
            said.append(sentence(LABELS[f"pair_also_{better}"], reader, {"figures": comma.join(figures)}))
    return tuple(said)


def _tenths(value: float) -> str:
    return f"{value:.1f}".replace("-", MINUS)
