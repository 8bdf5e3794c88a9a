"""Faults of vector files, geometries and positions."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

VECTORS: dict[str, FaultText] = {
    # vector files
    "json_encoding": FaultText(
        N_("the file is not UTF-8"),
        N_("save it as UTF-8"),
    ),
    "json_syntax": FaultText(
        N_("this is not JSON: {detail}"),
        N_("correct the line, or export the file again"),
    ),
    "json_not_finite": FaultText(
        N_("the file holds {value}, which JSON does not have"),
        N_("replace it with a number, or leave the value out"),
    ),
    "json_number_too_long": FaultText(
        N_("the file holds a number with too many digits"),
        N_("write it with 15 digits at the most"),
    ),
    "geojson_no_features": FaultText(
        N_("this is JSON, but no GeoJSON with features"),
        N_("export a FeatureCollection"),
    ),
    "not_a_feature": FaultText(
        N_("this is not a GeoJSON feature"),
        N_('write {{"type": "Feature", "properties": ..., "geometry": ...}}'),
    ),
    "vector_unreadable": FaultText(
        N_("the file cannot be read: {detail}"),
        N_("open it in a map program and save it again, best as GeoJSON"),
    ),
    "shapefile_part_missing": FaultText(
        N_("{part} is missing beside it"),
        N_("copy all parts of the Shapefile: .shp, .shx, .dbf and .prj"),
    ),
    "layers_several": FaultText(
        N_("the file has several layers: {known}"),
        N_("name one behind the file, such as station.gpkg#grids"),
    ),
    "layer_missing": FaultText(
        N_("there is no layer {layer}"),
        N_("name one of: {known}"),
    ),
    "kml_root": FaultText(
        N_("this is XML, but no KML: it begins with {root}"),
        N_("export KML"),
    ),
    "xml_entities": FaultText(
        N_("the file declares a document type or entities, as harmful files do"),
        N_("remove the DOCTYPE; maps need none"),
    ),
    "xml_syntax": FaultText(
        N_("this is not XML: {detail}"),
        N_("export the file again"),
    ),
    "crs_unknown": FaultText(
        N_("the coordinate system {crs} is not known"),
        N_("save the file in WGS84 (EPSG:4326)"),
    ),
    "crs_missing": FaultText(
        N_("the file does not say which coordinate system it is in"),
        N_("save it with one, best WGS84 (EPSG:4326); a Shapefile needs its .prj file"),
    ),
    # geometry
    "geometry_missing": FaultText(
        N_("the feature has no geometry"),
        N_("draw it, or remove the feature"),
    ),
    "geometry_unreadable": FaultText(
        N_("the coordinates are not lists of numbers"),
        N_("export the feature again"),
    ),
    "geometry_empty": FaultText(
        N_("the geometry has no coordinates"),
        N_("draw it, or remove the feature"),
    ),
    "geometry_wrong_type": FaultText(
        N_("the geometry is a {found}"),
        N_("draw it as {wanted}"),
    ),
    "geometry_several_parts": FaultText(
        N_("the geometry has {count} parts"),
        N_("make one feature of each part"),
    ),
    "line_too_short": FaultText(
        N_("the line has fewer than two different points"),
        N_("draw it from its one end to the other"),
    ),
    "polygon_too_few_points": FaultText(
        N_("the polygon has fewer than three different corners"),
        N_("draw it again"),
    ),
    "polygon_empty": FaultText(
        N_("the polygon holds no ground"),
        N_("draw it again"),
    ),
    "polygon_self_intersects": FaultText(
        N_("the outline crosses or touches itself at {lon}, {lat}"),
        N_("move its corners there so that it does not"),
    ),
    "polygon_hole_outside": FaultText(
        N_("a hole is not inside its outline at {lon}, {lat}"),
        N_("move the hole inside, or remove it"),
    ),
    "polygon_interior_split": FaultText(
        N_("holes cut the ground in two at {lon}, {lat}"),
        N_("draw the two pieces as polygons of their own"),
    ),
    "polygon_parts_overlap": FaultText(
        N_("two parts lie upon each other at {lon}, {lat}"),
        N_("join them into one"),
    ),
    # positions
    "coordinate_not_finite": FaultText(
        N_("a coordinate is not a number that can be counted with"),
        N_("replace it with degrees"),
    ),
    "coordinates_not_degrees": FaultText(
        N_("{x}, {y} are not degrees; they look like metres"),
        N_("convert the coordinates to WGS84 longitude and latitude, or declare the file's coordinate system in it"),
    ),
    "coordinates_swapped": FaultText(
        N_("{lon}, {lat} has latitude and longitude swapped"),
        N_("write longitude first, then latitude"),
    ),
    "coordinates_far": FaultText(
        N_("{lon}, {lat} lies {distance_km:.0f} km from the station's base; {limit_km:.0f} km are allowed"),
        N_("correct the coordinate, or the base in [station]"),
    ),
    "datum_outside_china": FaultText(
        N_("the datum {datum} is used in China only, and the base lies elsewhere"),
        N_('write datum = "wgs84", or correct the base'),
    ),
}
