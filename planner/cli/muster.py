"""`planner muster`: who goes to which rescue point, what is missing and why, and who stays behind."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.cli.answering import PASSES, UNMET, answered, deliver
from planner.cli.asking import moment_of, plan_and_scenario, units_of
from planner.cli.page import Page
from planner.domain.solving import Limits
from planner.i18n import N_, Language
from planner.i18n.labels import label
from planner.i18n.needs import counted
from planner.i18n.reasons import fix_text, reason_text

if TYPE_CHECKING:
    from planner.cli.progress import Watch
    from planner.dispatch.muster.report import Missing, Mustering
    from planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for, as it was typed."""

    at: str
    order: Path
    leave_ground: bool
    positions: Path | None
    out: Path | None
    map_file: Path | None
    time_s: float


@answered
def muster(path: Path, asked: Asked, language: Language) -> int:
    """Send units to rescue points and print who goes where; the exit code is 0 when every need is met and 1 if not."""
    from planner.cli.progress import Watch

    with Watch(language) as watch:
        found, scenario = _found(path, asked, watch)
    if asked.out is not None:
        text = json.dumps(told(found), ensure_ascii=False, indent=1)
        code = deliver(text.encode() + b"\n", asked.out, language)
        if code:
            return code
    if asked.map_file is not None:
        from planner.exports.decision_pages import muster_page

        code = deliver(muster_page(found, scenario, language).encode(), asked.map_file, language)
        if code:
            return code
    _print(Page(language), found)
    return UNMET if found.missing else PASSES


def _found(path: Path, asked: Asked, watch: Watch) -> tuple[Mustering, Scenario]:
    from planner.dispatch.muster.report import muster_units
    from planner.sources.dispatch_files import read_muster

    order = read_muster(asked.order)
    plan, scenario = plan_and_scenario(path, on_progress=watch)
    moment = moment_of(asked.at, ZoneInfo(plan.timezone))
    units = units_of(asked.positions, plan, scenario, moment)
    found = muster_units(
        scenario,
        units,
        moment,
        order,
        Limits(time_s=asked.time_s),
        leave_ground=asked.leave_ground,
        on_progress=watch,
    )
    return found, scenario


def told(found: Mustering) -> dict[str, object]:
    """Give a muster as plain JSON, without the crews of units."""
    return {
        "format": "patrol-mustering/1",
        "at": found.at.isoformat(),
        "status": found.status,
        "last": None if found.last is None else found.last.isoformat(),
        "total_s": found.total_s,
        "sent": [
            {
                "unit": sent.unit.id,
                "point": sent.point,
                "arrive": sent.arrive.isoformat(),
                "leaves": sent.leaves,
                "path": sent.path,
            }
            for sent in found.sent
        ],
        "missing": [{**asdict(missing), "fix": missing.fix.model_dump(mode="json")} for missing in found.missing],
        "stay": [{"unit": stay.unit.id, "lon": stay.place[0], "lat": stay.place[1]} for stay in found.stay],
        "left": [asdict(left) for left in found.left],
    }


def _print(page: Page, found: Mustering) -> None:
    if found.last is None:
        page.line(N_("Nobody is sent."))
    else:
        page.line(
            N_("Units that go: {count}; the last is in place at {last}."),
            count=len(found.sent),
            last=f"{found.last:%H:%M:%S}",
        )
        names = {point.id: f"{point.id} {point.name}".rstrip() for point in found.points}
        rows = [[names[one.point], one.unit.id, f"{one.arrive:%H:%M:%S}", one.leaves or "-"] for one in found.sent]
        page.table(N_("Who goes where"), [N_("point"), N_("unit"), N_("there at"), N_("leaves")], rows, left=(0, 1))
    if found.status == "optimal":
        page.line(
            N_(
                "Proven: no other way leaves fewer points with nobody; none that leaves as few lacks a smaller share "
                "of the needs, or as little and is complete sooner."
            )
        )
    else:
        page.line(N_("The best found in the time given."))
    for missing in found.missing:
        page.line(
            N_("{point} needs {needed}, {missing} missing: {reason}; {fix}"),
            point=missing.point,
            needed=counted(missing.kind, missing.name, missing.count, page.language),
            missing=missing.missing,
            reason=reason_text(missing.reason, page.language, {}),
            fix=_fix_text(missing, page.language),
        )
    if found.left:
        rows = [
            [left.id or label("muster_station", page.language), str(left.before), str(left.stay), str(left.keep)]
            for left in found.left
        ]
        page.table(N_("Who stays"), [N_("ground"), N_("units before"), N_("stay"), N_("must stay")], rows)


def _fix_text(missing: Missing, language: Language) -> str:
    lent = counted(missing.kind, missing.name, missing.lent, language)
    return fix_text(missing.fix.code, language, {**missing.fix.params, "what": lent})
