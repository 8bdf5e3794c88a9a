"""Sentences of turn-by-turn directions and the words of duty sheets."""

from __future__ import annotations

from planner.i18n import N_, Language, sentence, translate

STEPS: dict[str, str] = {
    "depart": N_("Head {direction} along {street}, {go}"),
    "straight": N_("Continue straight on into {street}, {go}"),
    "slight_left": N_("Bear left into {street}, {go}"),
    "left": N_("Turn left into {street}, {go}"),
    "sharp_left": N_("Turn sharp left into {street}, {go}"),
    "slight_right": N_("Bear right into {street}, {go}"),
    "right": N_("Turn right into {street}, {go}"),
    "sharp_right": N_("Turn sharp right into {street}, {go}"),
    "u_turn": N_("Turn back along {street}, {go}"),
    "roundabout": N_("At the roundabout take exit {exit} into {street}, {go}"),
    "arrive": N_("Arrive at {place}"),
}
"""What to do, by the kind of a step."""

STAYS: dict[str, str] = {
    "slight_left": N_("Bear left to stay on {street}, {go}"),
    "left": N_("Turn left to stay on {street}, {go}"),
    "sharp_left": N_("Turn sharp left to stay on {street}, {go}"),
    "slight_right": N_("Bear right to stay on {street}, {go}"),
    "right": N_("Turn right to stay on {street}, {go}"),
    "sharp_right": N_("Turn sharp right to stay on {street}, {go}"),
}
"""What to do where the street that is followed turns."""

ON_RING = N_("Enter the roundabout, {go}")
"""What to do where the way ends on a roundabout."""

GOING: dict[str, str] = {
    "car": N_("drive {length}"),
    "bike": N_("ride {length}"),
    "foot": N_("walk {length}"),
}
"""How far to follow a street, by mode."""

COMPASS = (
    N_("north"),
    N_("north-east"),
    N_("east"),
    N_("south-east"),
    N_("south"),
    N_("south-west"),
    N_("west"),
    N_("north-west"),
)
"""Eight winds, from north by east."""

UNNAMED: dict[str, str] = {
    "motorway": N_("the motorway"),
    "trunk": N_("the expressway"),
    "primary": N_("the main road"),
    "secondary": N_("the secondary road"),
    "tertiary": N_("the local road"),
    "unclassified": N_("the minor road"),
    "residential": N_("the residential street"),
    "living_street": N_("the living street"),
    "service": N_("the service road"),
    "pedestrian": N_("the pedestrian street"),
    "track": N_("the track"),
    "cycleway": N_("the cycleway"),
    "footway": N_("the footway"),
    "path": N_("the path"),
    "steps": N_("the steps"),
}
"""What a street without a name is called, by its class."""

WORDS: dict[str, str] = {
    "title": N_("Duty sheet"),
    "unit": N_("Unit"),
    "force": N_("Force"),
    "tier": N_("Tier"),
    "moves": N_("Moves by"),
    "shift": N_("Shift"),
    "crew": N_("Crew"),
    "crew_of": N_("{count}"),
    "length": N_("Distance"),
    "stops": N_("Stops"),
    "required_short": N_("required"),
    "base": N_("Base"),
    "break": N_("Base (break)"),
    "leave": N_("leave {at}"),
    "patrol": N_("Patrol"),
    "patrol_along": N_("Patrol along {streets}"),
    "go_along": N_("Go along {streets}"),
    "go_to": N_("Go to {place}"),
    "no_way": N_("No directions: this part of the way is not on the streets of the scenario"),
    "no_scenario": N_("There are no directions: the copy of the scenario with its streets is missing beside the plan."),
    "no_route": N_("There is no route for this unit."),
    "no_units": N_("There are no patrols in this plan."),
    "not_final": N_("It was stopped early: this is the best that had been found."),
    "list_comma": N_(", "),
    "unnamed": N_("streets without a name"),
    "made": N_("Plan made {at}"),
    "notes": N_("Notes"),
}
"""Words of a duty sheet."""

ONE_KM_M = 1000.0


def word(key: str, language: Language, **params: object) -> str:
    """Give one word or phrase of a duty sheet."""
    return sentence(WORDS[key], language, params)


def length_text(length_m: float, language: Language) -> str:
    """Give a length as one reads it on a road sign: whole tens of metres, or kilometres with one decimal."""
    tens_m = max(10, 10 * round(length_m / 10))
    if tens_m < ONE_KM_M:
        return sentence(N_("{metres} m"), language, {"metres": tens_m})
    return sentence(N_("{km:.1f} km"), language, {"km": length_m / ONE_KM_M})


def street_class_text(road_class: str, language: Language) -> str:
    """Give what a street of a class is called."""
    return translate(UNNAMED[road_class], language)


def street_text(street: str, road_class: str, language: Language) -> str:
    """Give a street's name, or what it is."""
    return street or street_class_text(road_class, language)


def compass_text(bearing_deg: float, language: Language) -> str:
    """Give the nearest of eight winds for a bearing [deg]."""
    return translate(COMPASS[round(bearing_deg / 45.0) % 8], language)


def step_text(
    kind: str,
    language: Language,
    *,
    mode: str,
    street: str,
    road_class: str,
    length_m: float,
    bearing_deg: float,
    stays: bool = False,
    exit_number: int = 0,
    place: str = "",
) -> str:
    """Give the sentence of one step of `planner.streets.instructions`.

    Parameters
    ----------
    stays
        Whether the street is the one that was followed before.
    exit_number
        Which exit of a roundabout to take; 0: the way ends on it.
    place
        Where the way ends, for the step of kind ``arrive``.
    """
    params = {
        "street": street_text(street, road_class, language),
        "go": sentence(GOING[mode], language, {"length": length_text(length_m, language)}),
        "direction": compass_text(bearing_deg, language),
        "exit": exit_number,
        "place": place,
    }
    template = STAYS.get(kind, STEPS[kind]) if stays else STEPS[kind]
    return sentence(ON_RING if kind == "roundabout" and not exit_number else template, language, params)
