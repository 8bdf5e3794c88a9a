"""Rosters as stations keep them: read exactly, or refused with the cell that is wrong."""

from __future__ import annotations

import csv
import datetime as dt
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from roster_months import FIRST, plan_of, scenario

from planner import exports
from planner.domain.force import Officer, Shift
from planner.domain.noun import Window
from planner.domain.roster_cells import cell_names
from planner.errors import InputRefused
from planner.exports.roster_month import month_of
from planner.i18n.faults import FAULTS
from planner.sources.faults import Faults
from planner.sources.files import SourceFile
from planner.sources.roster_sheet import read_wide

ZONE = ZoneInfo("Asia/Shanghai")
OFFICERS = (
    Officer(id="A1", name="张三"),
    Officer(id="A2", name="李四光"),
    Officer(id="A3", name="王伟"),
    Officer(id="A4", name="王伟"),
)
SHIFTS = (
    Shift(code="D", name="早班", window=Window(start="08:00", end="16:00"), duties=("patrol",)),
    Shift(code="E", name="中班", window=Window(start="16:00", end="24:00"), duties=("patrol",)),
    Shift(code="N", name="夜班", window=Window(start="24:00", end="32:00"), duties=("patrol", "desk")),
    Shift(code="F", name="值班", window=Window(start="08:00", end="32:00")),
)
DAYS = [str(day) for day in range(1, 8)]


class Found:
    """What was read from a table, and what was wrong with it."""

    def __init__(self, path, rows, *, officers=OFFICERS, shifts=SHIFTS, codes=None):
        write = _as_csv if path.suffix == ".csv" else _as_xlsx
        write(path, rows)
        self.faults = Faults()
        source = SourceFile(path, path.name)
        self.past = read_wide(source, officers, shifts, codes or {}, ZONE, self.faults)

    @property
    def cells(self):
        return [(past.officer, past.start.strftime("%m-%d"), past.shift) for past in self.past]

    @property
    def wrong(self):
        try:
            self.faults.raise_any()
        except InputRefused as refused:
            return [(fault.code, fault.place) for fault in refused.faults]
        return []


def _as_csv(path, rows):
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), encoding="gb18030")


def _as_xlsx(path, rows):
    with xlsxwriter.Workbook(path) as book:
        sheet, dates = book.add_worksheet(), book.add_format({"num_format": "d"})
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(y, x, dt.datetime.combine(cell, dt.time()), dates)
                else:
                    sheet.write(y, x, cell)


def usual(*rows, title="天安派出所2026年11月排班表", days=DAYS):
    weekdays = ["日", "一", "二", "三", "四", "五", "六"]
    return [[title], ["姓名", *days], ["", *weekdays], *rows]


def refusal(path, rows):
    with pytest.raises(InputRefused) as caught:
        Found(path, rows)
    return [(fault.code, fault.place) for fault in caught.value.faults]


@pytest.fixture(params=["csv", "xlsx"])
def path(request, tmp_path):
    return tmp_path / f"last.{request.param}"


def test_a_usual_sheet(path):
    """Title, days of the month, weekdays, names with blanks, codes, totals and a legend."""
    found = Found(
        path,
        usual(
            ["张 三", "早", "中", "夜", "休", "", "值", "早班"],
            ["李　四　光", "D", "e", "轮休", "年休假", "-", "N", "off"],
            ["合计", "2", "2", "1", "0", "0", "2", "1"],
            ["最低", "1", "1", "1", "1", "1", "1", "1"],
            ["图例", "早", "08:00-16:00", "中", "16:00-24:00"],
            ["制表人：张三"],
        ),
    )
    assert found.wrong == []
    assert found.cells == [
        ("A1", "11-01", "D"),
        ("A1", "11-02", "E"),
        ("A1", "11-04", "N"),
        ("A1", "11-06", "F"),
        ("A1", "11-07", "D"),
        ("A2", "11-01", "D"),
        ("A2", "11-02", "E"),
        ("A2", "11-07", "N"),
    ]
    first = found.past[0]
    assert (first.start, first.end) == (
        dt.datetime(2026, 11, 1, 8, tzinfo=ZONE),
        dt.datetime(2026, 11, 1, 16, tzinfo=ZONE),
    )
    assert [past.duty for past in found.past[:4]] == ["patrol", "patrol", "", ""]


def test_months_in_merged_cells_over_a_turn_of_the_year(path):
    """Each part of the row has its month above it; the second month follows by itself."""
    rows = [
        ["2026年排班表"],
        ["姓名", "12月", "", "", "1月", "", ""],
        ["", "29", "30", "31", "1", "2", "3"],
        ["张三", "早", "", "", "夜", "", "中"],
    ]
    assert Found(path, rows).past[-1].start == dt.datetime(2027, 1, 3, 16, tzinfo=ZONE)


def test_dates_of_a_workbook(tmp_path):
    """Real dates need no title, and a number as a code is read as text."""
    shifts = (Shift(code="24", name="昼夜", window=Window(start="08:00", end="32:00")),)
    rows = [["姓名", *(dt.date(2026, 11, 28) + dt.timedelta(days=n) for n in range(5))], ["张三", 24, "", "", 24, ""]]
    assert Found(tmp_path / "last.xlsx", rows, shifts=shifts).cells == [("A1", "11-28", "24"), ("A1", "12-01", "24")]


@pytest.mark.parametrize(
    "heading",
    [
        ["11/1", "11/2", "11/3"],
        ["11月1日", "11月2日", "11月3日"],
        ["1日", "2日", "3日"],
        ["1(日)", "2(一)", "3(二)"],
        ["2026/11/1", "2026/11/2", "2026/11/3"],
        ["2026.11.01", "2026.11.02", "2026.11.03"],
    ],
)
def test_ways_to_write_dates(tmp_path, heading):
    """Days, months with days and whole dates are understood."""
    rows = [["2026年11月"], ["姓名", *heading], ["张三", "早", "", "夜"]]
    assert Found(tmp_path / "a.csv", rows).cells == [("A1", "11-01", "D"), ("A1", "11-04", "N")]


def test_two_halves_below_each_other(path):
    """A second row of dates begins a second block."""
    low, high = [str(n) for n in range(1, 8)], [str(n) for n in range(8, 15)]
    rows = [["2026-11"], ["姓名", *low], ["张三", "早"], ["姓名", *high], ["张三", "中"]]
    assert Found(path, rows).cells == [("A1", "11-01", "D"), ("A1", "11-08", "E")]


def test_a_station_s_own_codes_go_first(path):
    """What the mapping says is taken before names and usual words."""
    codes = {"白": "D", "学": "off", "早": "E"}
    assert Found(path, usual(["张三", "白", "学", "早"]), codes=codes).cells == [
        ("A1", "11-01", "D"),
        ("A1", "11-03", "E"),
    ]


def test_a_code_that_maps_nowhere(path):
    """A mapping to an unknown shift is told where it is used."""
    assert Found(path, usual(["张三", "白"]), codes={"白": "X"}).wrong == [
        ("roster_code_maps_nowhere", f"{_row(path)} 4, column B")
    ]


def _row(path):
    return "line" if path.suffix == ".csv" else "row"


def test_what_is_wrong_in_cells_is_told_with_row_and_column(path):
    """Unknown codes, two shifts in one cell; the rest of the sheet is read."""
    found = Found(path, usual(["张三", "早/夜", "早", "哈"], ["李四光", "", "中", ""]))
    row = _row(path)
    assert found.wrong == [
        ("roster_code_several", f"{row} 4, column B"),
        ("roster_code_unknown", f"{row} 4, column D"),
    ]
    assert found.cells == [("A1", "11-02", "D"), ("A2", "11-02", "E")]


def test_a_duty_may_follow_its_shift(path):
    """A duty is no second shift."""
    assert [past.duty for past in Found(path, usual(["张三", "夜 desk", "夜/patrol"])).past] == ["desk", "patrol"]


def test_a_name_of_two_shifts(path):
    """A name that two shifts share is not guessed."""
    shifts = (*SHIFTS, Shift(code="D2", name="早班", window=Window(start="09:00", end="17:00")))
    found = Found(path, usual(["张三", "早班", "D2"]), shifts=shifts)
    assert [code for code, _ in found.wrong] == ["roster_code_ambiguous"]
    assert found.cells == [("A1", "11-02", "D2")]


def test_names_that_match_nobody_or_two(path):
    """An unknown name with codes, and one that two officers have, are told; an id settles it."""
    found = Found(path, usual(["张四", "早", "中"], ["王伟", "早"], ["李四光", "早"]))
    row = _row(path)
    assert found.wrong == [("roster_name_unknown", f"{row} 4"), ("roster_name_twice", f"{row} 5")]
    named = [["2026-11"], ["编号", "姓名", *DAYS], ["A4", "王 伟", "早"]]
    assert Found(path, named).cells == [("A4", "11-01", "D")]


def test_an_id_beside_another_name(path):
    """An id and a name that belong to different officers are told."""
    rows = [["2026-11"], ["编号", "姓名", *DAYS], ["A1", "李四光", "早"], ["A2", "李四光(组长)", "早"]]
    assert [code for code, _ in Found(path, rows).wrong] == ["roster_name_of_another"]


def test_codes_without_a_name(path):
    """A row of codes whose name is missing is not passed over."""
    codes = ["早", "中", "夜", "休", "早", "中", "夜"]
    assert Found(path, usual(["张三", "早"], ["", *codes])).wrong == [("roster_name_missing", f"{_row(path)} 5")]


def test_an_officer_twice_on_a_date(path):
    """Two rows of an officer may not both give a shift on one date."""
    found = Found(path, usual(["张三", "早"], ["张三", "中", "早"]))
    assert found.wrong == [("roster_date_twice", f"{_row(path)} 5, column B")]
    assert found.cells == [("A1", "11-01", "D"), ("A1", "11-02", "D")]


def test_weekdays_settle_which_month_a_row_over_its_end_begins_in(path):
    """A sheet of November that runs from 26 to 2 may begin in October or November; the weekdays say which."""
    days = ["26", "27", "28", "29", "30", "1", "2"]
    rows = [["2026年11月"], ["姓名", *days], ["", *"四五六日一二三"], ["张三", "早"]]
    assert Found(path, rows).past[0].start.date() == dt.date(2026, 11, 26)


def test_dates_that_cannot_be_told(path):
    """No dates, no month, and weekdays of another month are refused by name."""
    row = _row(path)
    assert refusal(path, [["姓名", "a", "b"], ["张三", "早", "早"]]) == [("roster_dates_missing", "")]
    assert refusal(path, usual(["张三", "早"], title="排班表")) == [("roster_month_missing", f"{row} 2")]
    assert refusal(path, usual(["张三", "早"], title="2026年10月")) == [("roster_dates_contradict", f"{row} 2")]
    assert refusal(path, usual(["何人"])) == [("roster_names_missing", "")]
    both = [["2026年9月和2026年10月"], ["姓名", *DAYS], ["张三", "早"]]
    assert refusal(path, both) == [("roster_dates_unclear", f"{row} 2")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_own_sheet_reads_back_exactly(tmp_path, language):
    """Every shift of the exported month comes back with its times and its duty."""
    made_for = scenario()
    plan = plan_of(made_for)
    file = tmp_path / "roster.xlsx"
    file.write_bytes(exports.named("roster-xlsx").write(plan, scenario=made_for, language=language))
    faults = Faults()
    read = read_wide(
        SourceFile(file, file.name), made_for.officers, made_for.shifts, {}, ZONE, faults, duties=made_for.duties
    )
    faults.raise_any()
    works = [work for line in month_of(plan, made_for).lines for cell in line.worked.values() for work in cell]
    expected = {(w.parts[0].officer, w.start, w.end, w.shift, w.duty) for w in works}
    assert {(p.officer, p.start, p.end, p.shift, p.duty) for p in read} == expected
    assert len(read) == len(works)
    assert min(past.start for past in read).date() == FIRST


WORDS = [
    "",
    "张三",
    "王伟",
    "早",
    "夜",
    "休",
    "早/夜",
    "1",
    "2",
    "3",
    "28",
    "31",
    "2026年11月",
    "9999-12-31",
    "1970-01-01",
]


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(rows=st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=6), min_size=1, max_size=8))
def test_any_sheet_is_read_or_refused(tmp_path_factory, rows):
    """Whatever stands in a sheet, there are shifts or faults, and nothing else happens."""
    path = tmp_path_factory.mktemp("any") / "any.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows(rows)
    faults = Faults()
    with suppress(InputRefused):
        past = read_wide(SourceFile(path, path.name), OFFICERS, SHIFTS, {}, ZONE, faults)
        assert len({(shift.officer, shift.start) for shift in past}) == len(past)


def test_short_names_are_plain():
    """A short name stands for one shift, and is no other shift's code or name."""
    shifts = (
        Shift(code="D", name="早班", window=Window(start="08:00", end="16:00")),
        Shift(code="D2", name="早", window=Window(start="09:00", end="17:00")),
        Shift(code="夜", name="大夜班", window=Window(start="22:00", end="30:00")),
        Shift(code="N2", name="夜班", window=Window(start="23:00", end="31:00")),
        Shift(code="M", name="中班", window=Window(start="14:00", end="22:00")),
    )
    assert cell_names(shifts) == {"D": "D", "D2": "D2", "夜": "大夜", "N2": "N2", "M": "中"}


def test_every_fault_of_sheets_has_its_sentence():
    """No code is raised without a text."""
    assert {code for code in FAULTS if code.startswith(("roster_code_", "roster_name", "roster_date"))} >= {
        "roster_code_unknown",
        "roster_name_unknown",
        "roster_date_twice",
    }


@pytest.mark.parametrize("left_out", [1, 3])
def test_a_date_left_out_of_the_heading_is_refused(path, left_out):
    """Columns on the other side of a gap in the dates are never dropped in silence."""
    days = [f"11/{day}" for day in range(23, 30) if day != 23 + left_out]
    rows = [["2026年"], ["姓名", *days], ["张三", *["早"] * len(days)]]
    ((code, _),) = refusal(path, rows)
    assert code == "roster_dates_contradict"
