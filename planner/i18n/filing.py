"""Words and sentences of the sheet with which a day's drone flights are applied for."""

from __future__ import annotations

from planner.i18n import N_, Language, sentence, translate
from planner.i18n.labels import LABELS

WORDS: dict[str, str] = {
    "title": N_("Application for the day's drone flights"),
    "law": N_(
        "Under the Interim Regulation on the Administration of Unmanned Aircraft Flights (order 761, in force since"
        " 2024-01-01)"
    ),
    "day": N_("Planning day"),
    "deadlines": N_("By when"),
    "apply_by": N_("Apply by"),
    "apply_note": N_("at noon on the day before the flight (article 26)"),
    "reply_by": N_("Answer by"),
    "reply_note": N_("at 21:00 on the day before the flight (article 26)"),
    "report_by": N_("Report"),
    "report_note": N_(
        "Report readiness one hour before each planned take-off, and take off only when it is confirmed (article 30)."
    ),
    "standing_note": N_(
        "For regular flights in a fixed airspace one application may cover a longer time; then each day's plan is filed"
        " by noon on the day before (article 26)."
    ),
    "applicant": N_("Applicant"),
    "contact": N_("Person and telephone"),
    "crew": N_("Remote pilots and licences"),
    "authority": N_("Air traffic authority"),
    "flights": N_("Flights"),
    "rounds_count": N_("{count} rounds"),
    "window": N_("From first take-off to last landing"),
    "heights": N_("Heights above ground"),
    "heights_between": N_("rounds reach {lowest:.0f} m to {highest:.0f} m"),
    "height_same": N_("all rounds reach {highest:.0f} m"),
    "ceiling": N_("allowed up to {ceiling:.0f} m"),
    "in_air": N_("Most in the air at once"),
    "manner": N_("Manner"),
    "manner_text": N_("automatic, beyond visual line of sight, from docks, watched from the station"),
    "purposes": N_("Purposes"),
    "area": N_("Area"),
    "area_note": N_("{km2:.2f} km² inside these corners (WGS84), in order:"),
    "area_check": N_(
        "The plan knows the closed ground of its scenario only. Whether controlled airspace (article 19) lies in the"
        " area is to be looked up before applying."
    ),
    "docks": N_("Docks and aircraft"),
    "dock": N_("Dock"),
    "place": N_("Place"),
    "aircraft": N_("Aircraft"),
    "class": N_("Class"),
    "class_light": N_("light"),
    "class_small": N_("small"),
    "class_medium": N_("medium"),
    "class_large": N_("large"),
    "class_note": N_("Class by mass (article 62)."),
    "speed": N_("Speed"),
    "registration": N_("Registration"),
    "remote_id": N_("Remote identification"),
    "remote_id_note": N_("Each aircraft sends its identification by itself during the whole flight (article 24)."),
    "alternates": N_("Alternates"),
    "cases": N_("Cases that need an application at any height (article 31)"),
    "case": N_("Case"),
    "status": N_("Here"),
    "status_applies": N_("applies"),
    "status_judge": N_("to be judged"),
    "status_no": N_("does not apply"),
    "case_relay": N_("Relay over base stations or the internet"),
    "case_dangerous_goods": N_("Carrying dangerous goods or dropping things"),
    "case_crowds": N_("Over gathered crowds"),
    "case_vehicle": N_("Control from a moving vehicle"),
    "case_swarm": N_("Distributed operation or swarms"),
    "told_relay": N_("Docks are worked over the internet."),
    "told_dangerous_goods": N_("The rounds carry cameras and drop nothing."),
    "told_crowds": N_("Rounds that look at school gates, markets or other places that draw people: {rounds}"),
    "told_no_crowds": N_("No round looks at a place that draws people."),
    "told_vehicle": N_("Docks stand still."),
    "told_swarm": N_("{docks} docks are worked by one station; most drones in the air at once: {in_air}."),
    "told_one_dock": N_("One dock flies."),
    "rounds": N_("Rounds"),
    "round": N_("Round"),
    "takeoff": N_("Take-off"),
    "landing": N_("Landing"),
    "height": N_("Height"),
    "lights": N_("Lights"),
    "lights_on": N_("on"),
    "lights_note": N_("Lights are on in every round in which the sun is down (article 32): {count} of {all} rounds."),
    "purpose": N_("Purpose"),
    "list_comma": N_(", "),
    "metres": N_("{metres:.0f} m"),
    "mps": N_("{speed:.0f} m/s"),
    "made": N_("Plan made {at}"),
    "not_final": N_("It was stopped early: this is the best that had been found."),
    "no_scenario": N_(
        "The copy of the scenario is missing beside the plan: names, aircraft and ceiling are to be filled in by hand."
    ),
    "signature": N_("Signature and date"),
}
"""Words and sentences of the sheet."""


def filing_word(key: str, language: Language, **params: object) -> str:
    """Give one word or sentence of the sheet."""
    return sentence(WORDS[key], language, params)


def purpose_text(purpose: str, language: Language) -> str:
    """Give what a round is for: each of its purposes in words where there are any for it, or else as it is."""
    parts = [part.strip() for part in purpose.split(",") if part.strip()]
    words = [translate(LABELS[key], language) if (key := f"map_purpose_{part}") in LABELS else part for part in parts]
    return translate(WORDS["list_comma"], language).join(words)


def rounds_text(rounds: tuple[int, ...], language: Language) -> str:
    """Give the numbers of rounds with those in a row as one span: ``1-3, 7``."""
    spans: list[list[int]] = []
    for number in sorted(set(rounds)):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    texts = [str(span[0]) if len(span) == 1 else f"{span[0]}\u2013{span[-1]}" for span in spans]
    return translate(WORDS["list_comma"], language).join(texts)
