"""Signs and arrows of the maps of posts and musters."""

from __future__ import annotations

import numpy as np

from planner.exports.decision_marks import SAME_PX, Mark, arrow, signs


def mark(text: str, x: float, y: float, kind: str = "stays", look: int = 0) -> Mark:
    return Mark(kind=kind, look=look, at=(x, y), text=text)


def test_an_arrow_ends_before_the_sign_that_it_leads_to() -> None:
    """The head lies on the way and points along its last part; a way of one place is not drawn."""
    drawn = arrow(np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 0.0], [100.0, 60.0]]), 2)
    left, tip, right = (tuple(map(float, part.split())) for part in drawn.head.strip("MZ").split("L"))
    assert (drawn.look, drawn.line[:7]) == (2, "M0.0 0.")
    assert tip[0] == 100.0
    assert 40 < tip[1] < 60
    assert left[1] == right[1] < tip[1]
    assert arrow(np.zeros((3, 2)), 0).head == ""


def test_units_in_one_place_share_a_sign() -> None:
    """Their numbers stand in one text, of many the first ones; others have their own."""
    (one,) = signs([mark(str(number), 50, 50) for number in range(1, 8)], 1000, 400)
    assert one.text == "1, 2, 3 +4"
    assert [found.text for found in signs([mark("1", 50, 50), mark("2", 90, 50)], 1000, 400)] == ["1", "2"]


def test_no_unit_hides_another() -> None:
    """Units of two points that stand together are drawn side by side; what is gone to lies over what is left."""
    found = signs([mark("P", 50, 50, "point"), mark("1", 50, 50, "goes"), mark("2", 50, 50, "goes", 1)], 1000, 400)
    assert [sign.kind for sign in found] == ["goes", "goes", "point"]
    assert found[1].x - found[0].x >= SAME_PX


def test_texts_keep_to_the_map_and_off_each_other() -> None:
    """A text at the right edge stands on the left; of two neighbours each has its own side."""
    (edge,) = signs([mark("12", 995, 200)], 1000, 400)
    assert (edge.anchor, edge.text_x < 995) == ("end", True)
    first, second = signs([mark("1", 100, 100), mark("2", 122, 100)], 1000, 400)
    assert (first.anchor, first.text_x < 100) != (second.anchor, False)
    assert second.text_x > 122
