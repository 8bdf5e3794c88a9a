"""What a rescue point needs, counted: one person, two units by car."""

from __future__ import annotations

from planner.i18n import N_, Language, sentence

ONE: dict[str, str] = {
    "people": N_("{count} person"),
    "units": N_("{count} unit"),
    "police": N_("{count} unit that may act alone"),
    "skill": N_("{count} person with the skill {name}"),
    "mode_car": N_("{count} unit by car"),
    "mode_foot": N_("{count} unit on foot"),
    "mode_bike": N_("{count} unit by bike"),
}
MANY: dict[str, str] = {
    "people": N_("{count} people"),
    "units": N_("{count} units"),
    "police": N_("{count} units that may act alone"),
    "skill": N_("{count} people with the skill {name}"),
    "mode_car": N_("{count} units by car"),
    "mode_foot": N_("{count} units on foot"),
    "mode_bike": N_("{count} units by bike"),
}


def counted(kind: str, name: str, count: int, language: Language) -> str:
    """Give a number of a need with its word, and in Chinese its measure word.

    Parameters
    ----------
    kind
        ``"people"``, ``"units"``, ``"police"``, ``"skill"`` or ``"mode"``.
    name
        The skill, or the mode: ``"car"``, ``"foot"`` or ``"bike"``.
    """
    key = f"mode_{name}" if kind == "mode" else kind
    return sentence((ONE if count == 1 else MANY)[key], language, {"count": count, "name": name})
