/* The same data as tables, for those who do not see the map or do not trust it. Each is made when it is opened. */
(function (pm) {
  "use strict";

  /* name of the table -> columns and rows; a row is {cells, pick} where pick selects it on the map */
  function tables(app) {
    const data = app.data;
    const m = app.moments;
    const words = app.words;
    const kind = (prefix, code) => pm.wordOr(data.labels, prefix, code);
    const km = (metres) => (metres / 1000).toFixed(1);
    return [
      ["map_table_units", ["map_col_unit", "map_col_shift", "map_col_tier", "map_col_force", "map_col_officers", "map_col_stops", "map_col_km", "map_col_code"],
        () => data.units.map((unit) => ({
          pick: () => app.select("unit", unit, true),
          cells: [unit.call_sign, app.shift(unit), data.tiers[unit.tier].name, unit.force, unit.officers, unit.stops.filter((stop) => stop.kind !== "base").length, km(unit.length_m), unit.id],
        }))],
      ["map_table_flights", ["map_col_round", "map_col_takeoff", "map_col_landing", "map_col_dock", "map_col_purpose", "map_col_serves", "map_col_battery"],
        () => data.flights.map((flight) => ({
          pick: () => app.select("flight", flight, true),
          cells: [flight.round, m.clock(flight.takeoff), m.clock(flight.landing), data.docks[flight.dock].name, app.purpose(flight), app.list(flight.serves), Math.round(flight.battery_pct[0]) + " \u2192 " + Math.round(flight.battery_pct[1])],
        }))],
      ["map_table_work", ["map_col_name", "map_col_kind", "map_col_visits"],
        () => data.work.map((item, number) => ({
          pick: () => app.select("work", item, true),
          cells: [item.name, words("map_kind_" + item.kind), data.visits.filter((visit) => visit.work === number).length],
        }))],
      ["map_table_grids", ["map_col_name", "map_col_office", "map_col_leader", "map_col_demand"],
        () => data.grids.map((grid) => ({
          pick: () => app.select("grid", grid, true),
          cells: [grid.name, app.officeName(grid), grid.leader || "", pm.figure(grid.demand[app.hour()])],
        }))],
      ["map_table_places", ["map_col_name", "map_col_kind", "map_col_crowd"],
        () => data.places.map((place) => ({ pick: () => app.select("place", place, true), cells: [place.name, kind("place_kind_", place.kind), Math.round(place.crowd)] }))],
      ["map_table_zones", ["map_col_name", "map_col_kind", "map_col_ceiling", "map_col_reason"],
        () => data.zones.map((zone) => ({ pick: () => app.select("zone", zone, true), cells: [zone.name, app.zoneTitle(zone), zone.ceiling_m === null ? "" : zone.ceiling_m, zone.reason] }))],
      ["map_table_docks", ["map_col_name", "map_col_drone", "map_col_model"],
        () => data.docks.map((dock) => ({ pick: () => app.select("dock", dock, true), cells: [dock.name, dock.drone, dock.model] }))],
      ["map_table_offices", ["map_col_name"],
        () => data.offices.map((office) => ({ pick: () => app.select("office", office, true), cells: [office.name] }))],
      ["map_table_streets", ["map_col_name"].concat(data.unseen ? ["map_col_unseen", "map_col_never"] : []), () => pm.unseenRows(app)],
    ].concat(data.near ? [["map_table_near", ["map_col_hour", "map_col_within_3", "map_col_within_5", "map_col_free"], () => pm.nearRows(app)]] : []);
  }

  pm.tablesPanel = function (app, root) {
    tables(app).forEach((one) => {
      const title = app.words(one[0]);
      const box = pm.el("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": title });
      const details = pm.el("details", { class: "table-details", ontoggle: () => {
        pm.clear(box);
        if (details.open) {
          box.appendChild(table(app, title, one[1], one[2]()));
        }
      } }, pm.el("summary", {}, title), box);
      root.appendChild(details);
    });
  };

  function isLong(cell) {
    return String(cell).length > 14 ? "long" : null;
  }

  function table(app, title, columns, rows) {
    const first = (row) => (row.pick ? pm.el("button", { type: "button", class: "link", onclick: row.pick }, row.cells[0]) : row.cells[0]);
    return pm.el("table", {},
      pm.el("caption", { class: "unseen" }, title),
      pm.el("thead", {}, pm.el("tr", {}, columns.map((key) => pm.el("th", { scope: "col" }, app.words(key))))),
      pm.el("tbody", {}, rows.map((row) => pm.el("tr", {},
        pm.el("th", { scope: "row", class: isLong(row.cells[0]) }, first(row)), row.cells.slice(1).map((cell) => pm.el("td", { class: isLong(cell) }, cell))))));
  }
})((window.patrolMap = window.patrolMap || {}));
