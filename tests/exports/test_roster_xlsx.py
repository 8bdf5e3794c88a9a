"""The roster workbook, read back by calamine and, where looks matter, from its own markup."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from lxml import etree
from plans import PAYLOADS, small_plan
from python_calamine import load_workbook
from roster_months import plan_of, scenario

from planner import exports
from planner.domain.calendar import DayKind
from planner.evaluation.rosters.cover import staffing
from planner.evaluation.rosters.record import Record
from planner.exports.roster_cover import missing
from planner.exports.roster_month import month_of

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SCENARIO = scenario()
PLAN = plan_of(SCENARIO)


def written(plan=PLAN, made_for=SCENARIO, language="zh") -> bytes:
    return exports.named("roster-xlsx").write(plan, scenario=made_for, language=language)


def cells(data: bytes, sheet: int = 0) -> list[list[object]]:
    return load_workbook(io.BytesIO(data)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def markup(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def test_month_has_officers_down_and_dates_across():
    """Each officer has one row with a sign on each date; the heading holds real dates."""
    rows = cells(written())
    assert rows[2][4:32] == [dt.date(2026, 11, 23) + dt.timedelta(days=n) for n in range(28)]
    assert rows[3][4:11] == list("一二三四五六日")
    own = next(row for row in rows if row[1] == "P00")
    assert own[2] == "警员0"
    assert own[4:9] == ["白", "晚", "夜", "休", "休"]


def test_leave_and_open_duties_stand_in_the_cells():
    """Leave has its own sign, and a duty is named where the officer may do several in the shift."""
    rows = cells(written())
    away = next(row for row in rows if row[1] == "C0")
    assert away[4] == "假"
    both = next(row for row in rows if row[1] == "B1")
    assert set(both[4:32]) == {"社区\n社区", "社区\n窗口"}


def test_totals_are_those_of_the_evaluation():
    """Hours, nights and weekends agree with what the evaluation reads from the same plan."""
    record = Record(PLAN, SCENARIO)
    for line in month_of(PLAN, SCENARIO).lines:
        works = list(record.on_horizon(line.officer.id))
        assert line.totals.shifts == len(works)
        assert line.totals.counted_h == pytest.approx(sum(map(record.counted_s, works)) / 3600)
        assert line.totals.nights == sum(bool(record.nights(work)) for work in works)


def test_what_is_missing_has_a_sign_and_a_colour():
    """Officers missing below the minimum stand with a sign on their date, and the look differs from a kept one."""
    lacking = plan_of(SCENARIO).model_copy(update={"roster": tuple(r for r in PLAN.roster if r.duty != "patrol")})
    rows = cells(written(lacking))
    row = next(row for row in rows if row[0] == "巡逻 · 缺岗")
    assert row[4:32] == ["▼2"] * 28
    assert missing(lacking, SCENARIO)["patrol", dt.date(2026, 11, 23)] == 2
    kept = next(row for row in cells(written()) if row[0] == "巡逻 · 缺岗")
    worst = {need.start.date() for need, there in staffing(PLAN, SCENARIO, {}) if there < need.minimum}
    assert ("✓" in kept[4:32]) == (len(worst) < 28)


def test_who_starts_is_counted_by_shift():
    """The counts below the officers are the rows of the plan."""
    rows = cells(written())
    row = next(row for row in rows if row[0] == "巡逻 · 白")
    starts = [r.start.date() for r in PLAN.roster if r.duty == "patrol" and r.shift == "D"]
    assert [value or 0 for value in row[4:32]] == [starts.count(rows[2][n]) for n in range(4, 32)]


def test_holidays_and_make_up_workdays_are_marked():
    """The National Day of 2026 and the make-up workday after it have signs of their own."""
    made_for = scenario(first=dt.date(2026, 9, 28), days=14)
    rows = cells(written(plan_of(made_for), made_for))
    signs = dict(zip(rows[2][4:18], rows[4][4:18], strict=True))
    assert signs[dt.date(2026, 10, 1)] == "节"
    assert signs[dt.date(2026, 10, 5)] == "休"
    assert signs[dt.date(2026, 10, 10)] == "班"
    assert signs[dt.date(2026, 9, 28)] == ""


def test_own_day_kinds_are_shown():
    """A date that the station sets otherwise is shown so, and worked holidays are counted."""
    kinds: dict[dt.date, DayKind] = {dt.date(2026, 11, 23): "holiday"}
    made_for = scenario(day_kinds=kinds)
    worked = {row.officer for row in PLAN.roster if row.start.date() == dt.date(2026, 11, 23)}
    lines = month_of(plan_of(made_for), made_for).lines
    assert {line.officer.id for line in lines if line.totals.holidays == 1} == worked


def test_prints_on_a3_across_one_page_wide_with_heading_and_names_kept():
    """Paper, fit, repeated rows and columns, page numbers and frozen panes are set."""
    data = written()
    sheet = markup(data, "xl/worksheets/sheet1.xml")
    setup = sheet.find("{*}pageSetup")
    assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == ("8", "landscape", "0")
    pane = sheet.find(".//{*}pane")
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("4", "5", "frozen")
    assert "&P" in sheet.findtext(".//{*}oddFooter")
    titles = [name.text for name in markup(data, "xl/workbook.xml").iterfind(".//{*}definedName")]
    assert any("$A:$D" in title and "$1:$5" in title for title in titles)


def test_a_quarter_breaks_at_the_months():
    """A horizon of 60 days has a page break before the first of each month instead of being squeezed."""
    made_for = scenario(days=60)
    sheet = markup(written(plan_of(made_for), made_for), "xl/worksheets/sheet1.xml")
    assert [int(brk.get("id")) for brk in sheet.iterfind(".//{*}colBreaks/{*}brk")] == [4 + 8, 4 + 8 + 31]


def test_squads_stand_in_every_row_and_ranks_beside_names():
    """A page may end anywhere, and each row still tells the squad; the rank stands beside the name."""
    rows = cells(written())
    for officer in PLAN.officers:
        own = next(row for row in rows if row[1] == officer.id)
        assert (own[0], own[2], own[3]) == (officer.squad, officer.name, officer.rank)


def test_the_legend_tells_times_of_the_next_day():
    """No clock beyond 24:00 is shown: what ends or starts after midnight is the next day's."""
    legends = {
        language: [str(cell) for row in cells(written(language=language)) for cell in row] for language in ("zh", "en")
    }
    assert "L 后夜 次日01:00–07:00" in legends["zh"]
    assert "L 后夜 01:00–07:00, next day" in legends["en"]
    assert any("次日" in text and text.startswith("N ") for text in legends["zh"])


def test_turns_stand_in_the_month_where_they_are_shared():
    """A station that shares turns out has their column at the right of the month."""
    turning = scenario(duties=tuple(duty.model_copy(update={"fair_turns": True}) for duty in SCENARIO.duties))
    assert cells(written(PLAN, turning))[1][36] == "轮值"
    assert len(cells(written())[1]) == 36


def test_fairness_has_bars_and_averages():
    """What is shared out has bars, here and against the fair share, and the averages stand below."""
    data = written()
    assert len(list(markup(data, "xl/worksheets/sheet2.xml").iterfind("{*}conditionalFormatting"))) == 10
    rows = cells(data, 1)
    assert len(rows) == len(PLAN.officers) + 4
    hours = [row[5] for row in rows[2:-2]]
    assert rows[-2][5] == pytest.approx(sum(hours) / len(hours), abs=0.01)
    assert rows[-1][0].startswith("较应分担±")


def test_unmet_lines_are_sentences_in_the_readers_language():
    """The third sheet says in words what is not reached, and names duties."""
    zh, en = (cells(written(language=language), 2)[1] for language in ("zh", "en"))
    assert "巡逻" in zh[0]
    assert "2 of 4 officers are missing" in en[2]
    assert "{" not in "".join(map(str, [*zh, *en]))


def test_long_table_has_every_shift_once():
    """The fourth sheet has one row a shift; both parts of a split shift are one."""
    rows = cells(written(), 3)[1:]
    assert len(rows) == len({(r.officer, r.start.date(), r.shift) for r in PLAN.roster})
    assert [row[8] for row in rows] == sorted(row[8] for row in rows)


@pytest.mark.parametrize("word", PAYLOADS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_is_never_a_formula_or_a_link(word, language):
    """Hostile names come back as text; the only formulas are the averages."""
    data = written(small_plan(word or "x", word), None, language)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        formulas = [f.text for name in sheets for f in etree.fromstring(archive.read(name)).iterfind(f".//{MAIN}f")]
        assert not [name for name in archive.namelist() if "externalLink" in name or "worksheets/_rels" in name]
    assert len(formulas) == 11
    assert all(formula.startswith("AVERAGE(") for formula in formulas)
    names = {row[2] for row in cells(data) if str(row[1]).startswith("O1")}
    assert {str(name).replace("\r\n", "\n") for name in names} == {("陈1" + word).replace("\r\n", "\n")}


def test_without_roster_it_says_so_in_empty_sheets():
    """A plan without officers and shifts is still a workbook."""
    bare = PLAN.model_copy(update={"roster": (), "officers": ()})
    assert cells(written(bare, None))[2][4] == dt.date(2026, 11, 23)
