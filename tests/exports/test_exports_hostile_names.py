"""Names from data can neither break a file nor reach beyond the place where they stand."""

from __future__ import annotations

import csv
import io
import json

import gpxpy
import pyogrio
import pytest
from fastkml import validator
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from plans import PAYLOADS, small_plan

from planner import exports
from planner.exports.table import FORMULA_STARTS, table_bytes
from planner.exports.xml_text import xml_text

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
QUICK = settings(max_examples=40, derandomize=True, deadline=None, database=None)


def stops_read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("word", PAYLOADS)
def test_payload_comes_back_as_typed_from_geojson(word):
    """GeoJSON holds any text."""
    features = json.loads(exports.named("geojson").write(small_plan(word, word)))["features"]
    assert features[0]["properties"]["unit"] == "car" + word


@pytest.mark.parametrize("word", PAYLOADS)
def test_payload_comes_back_as_typed_from_xml(word, tmp_path):
    """GPX and KML hold any text that XML can, and stay valid."""
    plan = small_plan(word, word)
    track = gpxpy.parse(exports.named("gpx").write(plan).decode()).tracks[0]
    assert track.name.strip() == xml_text("car" + word).strip()
    path = tmp_path / "plan.kml"
    path.write_bytes(exports.named("kml").write(plan))
    assert validator.validate(file_to_validate=path)
    assert etree.parse(path).findtext(".//{*}Folder/{*}name") == xml_text("car" + word)
    assert sum(pyogrio.read_info(path, layer=k)["features"] for k in range(3)) == 2 * 4 + 1


@pytest.mark.parametrize("word", PAYLOADS)
def test_descriptions_in_kml_hold_no_data(word):
    """Viewers read descriptions as HTML, so nothing from data may stand there."""
    plain, hostile = (etree.fromstring(exports.named("kml").write(small_plan(w, w))) for w in ("", word))
    told, expected = ([d.text for d in tree.findall(".//{*}description")] for tree in (hostile, plain))
    assert told == expected


@pytest.mark.parametrize("word", PAYLOADS)
def test_payload_comes_back_as_typed_from_csv(word):
    """A table keeps text as it is, led by an apostrophe if a spreadsheet would compute it."""
    data = table_bytes(("name",), [(word,)])
    (row,) = stops_read(data)
    assert row["name"] == ("'" + word if word.startswith(FORMULA_STARTS) else word)


@QUICK
@given(name=ANY_TEXT)
def test_any_name_survives_csv(name):
    """Whatever stands in a cell, the table keeps its shape and no cell starts like a formula."""
    data = table_bytes(("a", "b", "c"), [(name, 1, name), ("x", -2.5, None)])
    read = stops_read(data)
    assert [row["b"] for row in read] == ["1", "-2.5"]
    assert read[0]["a"] == read[0]["c"]
    assert read[0]["a"].removeprefix("'") == name.removeprefix("'")
    assert not read[0]["a"].startswith(FORMULA_STARTS)


@QUICK
@given(name=ANY_TEXT)
def test_any_name_survives_every_format(name):
    """Control characters and everything else leave each format readable."""
    plan = small_plan(name, name[:20])
    assert len(gpxpy.parse(exports.named("gpx").write(plan).decode()).tracks) == 3
    tree = etree.fromstring(exports.named("kml").write(plan))
    assert (tree.findtext(".//{*}Document/{*}name") or "").strip() == xml_text(name or "tianan").strip()
    assert json.loads(exports.named("geojson").write(plan))["features"][0]["properties"]["unit"] == "car" + name[:20]
    assert len(stops_read(exports.named("csv").write(plan))) == 6
    assert len(stops_read(exports.named("roster-csv").write(plan))) == 12


@QUICK
@given(text=ANY_TEXT)
def test_xml_text_is_what_xml_can_hold(text):
    """Cleaned text goes into XML and comes back the same; clean text is not changed."""
    cleaned = xml_text(text)
    element = etree.Element("name")
    element.text = cleaned
    assert (etree.fromstring(etree.tostring(element)).text or "") == cleaned
    assert xml_text(cleaned) == cleaned
    assert len(cleaned) == len(text)
