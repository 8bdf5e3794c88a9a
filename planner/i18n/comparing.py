"""Words and sentences of the comparison of two plans, on a page and in a terminal."""

from __future__ import annotations

from planner.i18n import N_, Language, sentence

WORDS: dict[str, str] = {
    "title": N_("Two plans compared"),
    "better": N_("better"),
    "worse": N_("worse"),
    "summary": N_("Plan B is better in {better} figures and worse in {worse}; {same} are the same or neither."),
    "figure": N_("figure"),
    "difference": N_("B less A"),
    "judged": N_("B is"),
    "interval": N_("95 % interval"),
    "key_figures": N_("What matters most"),
    "all_figures": N_("All figures that differ"),
    "by_hour": N_("Hour by hour"),
    "by_grid": N_("By police grid"),
    "near": N_("Expected calls within 5 minutes of a free unit [%]"),
    "out": N_("Patrols on the street"),
    "calls": N_("Calls expected per hour"),
    "response": N_("Simulated: 9 of 10 calls are reached within [min]"),
    "map": N_("Patrol minutes: orange where B has more, blue where A has"),
    "grid": N_("grid"),
    "grid_calls": N_("calls expected"),
    "patrol_min": N_("patrol minutes"),
    "seen": N_("minutes with a patrol [%]"),
    "near_short": N_("calls within 5 min [%]"),
    "losses": N_("When one unit drops out"),
    "losses_note": N_("Nobody plans anew; the units whose loss costs most."),
    "unit": N_("unit"),
    "visits_lost": N_("required visits lost"),
    "visits_met": N_("required visits made [%]"),
    "simulated": N_("Simulated: both plans answer the same calls"),
    "runs": N_("{count} runs of each plan with calls drawn from the demand."),
    "to_plans": N_("All plans"),
    "to_plan": N_("To plan {letter}"),
    "to_simulation": N_("Try plan A with random calls"),
    "none_differ": N_("No figure differs."),
    "not_simulated": N_(
        "Not simulated; planner compare --simulate, or the page of the simulation, adds responses to random calls."
    ),
}


def compare_text(key: str, language: Language, **params: object) -> str:
    """Give one word or sentence."""
    return sentence(WORDS[key], language, params)
