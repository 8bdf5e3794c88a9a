/* The card of what is selected, over the map. */
(function (pm) {
  "use strict";

  pm.Card = function (app, root) {
    this.app = app;
    this.root = root;
    this.live = null;
    app.watch((change) => {
      if (change === "selection") {
        this.build();
      } else if (this.live) {
        this.live();
      }
    });
  };

  pm.Card.prototype = {
    build() {
      const chosen = this.app.selection;
      pm.clear(this.root);
      this.live = null;
      this.root.hidden = !chosen;
      if (chosen) {
        const close = pm.el("button", { type: "button", class: "round-button close", "aria-label": this.app.words("map_close"), title: this.app.words("map_close"), onclick: () => this.app.select(null, null) }, pm.icon("close"));
        this.root.appendChild(close);
        this[chosen.kind](chosen.item);
      }
      this.makeRoom();
    },

    /* Close the legend while the card lies over it. */
    makeRoom() {
      const legend = document.querySelector(".map-legend");
      if (legend && this.closedLegend && this.root.hidden) {
        legend.open = true;
        this.closedLegend = false;
      } else if (legend && legend.open && this.root.getBoundingClientRect().bottom > legend.getBoundingClientRect().top) {
        legend.open = false;
        this.closedLegend = true;
      }
    },

    head(sign, title, subtitle) {
      this.root.insertBefore(pm.el("div", { class: "card-head" }, sign, pm.el("div", {}, pm.el("h2", {}, title), subtitle && pm.el("p", { class: "subtitle" }, subtitle))), this.root.firstChild);
    },

    facts(pairs) {
      const rows = pairs.filter((pair) => pair[1] !== "" && pair[1] !== null && pair[1] !== undefined);
      if (rows.length) {
        pm.append(this.root, pm.el("dl", {}, rows.map((pair) => pm.el("div", {}, pm.el("dt", {}, this.app.words(pair[0])), pm.el("dd", {}, pair[1])))));
      }
    },

    unit(unit) {
      const app = this.app;
      const m = app.moments;
      this.head(pm.sign(app.tierStyles[unit.tier], 36), unit.call_sign, app.data.tiers[unit.tier].name);
      const doing = pm.el("p", { class: "doing" });
      this.root.appendChild(doing);
      this.facts([
        ["map_col_shift", app.shift(unit)],
        ["map_col_officers", unit.officers],
        ["map_col_km", (unit.length_m / 1000).toFixed(1)],
        unit.id === unit.call_sign ? ["map_col_force", unit.force] : ["map_col_code", unit.id],
      ]);
      const list = pm.el("ol", { class: "stops" });
      const rows = unit.stops.map((stop) => {
        const row = pm.el("li", { class: isVisit(stop) && stop.required ? "required" : "" },
          pm.el("button", { type: "button", class: "link", onclick: () => app.setTime(stop.arrive) }, m.clock(stop.arrive)),
          pm.el("span", { class: "stop-name" }, app.stopName(stop)),
          pm.el("span", { class: "stop-kind" }, isVisit(stop) && stop.required && app.words("map_required")));
        list.appendChild(row);
        return { stop: stop, row: row };
      });
      this.root.appendChild(list);
      this.live = () => {
        pm.setText(doing, pm.unitText(unit, pm.unitState(unit, app.t), app.words, m));
        rows.forEach((one) => {
          one.row.classList.toggle("past", one.stop.depart <= app.t);
          one.row.classList.toggle("current", one.stop.arrive <= app.t && app.t < one.stop.depart);
        });
      };
      this.live();
      const current = list.querySelector(".current") || list.querySelector("li:not(.past)");
      if (current) { list.scrollTop = current.offsetTop - list.offsetTop - 60; }
    },

    flight(flight) {
      const app = this.app;
      const m = app.moments;
      this.head(pm.sign(pm.flightStyle(flight), 36), app.flightName(flight), app.purpose(flight));
      const bar = pm.battery();
      const height = pm.el("p", { class: "doing" });
      pm.append(this.root, [height, bar.node]);
      this.facts([
        ["map_col_takeoff", m.clock(flight.takeoff)],
        [flight.alternate ? "map_col_landing_alternate" : "map_col_landing", m.clock(flight.landing)],
        ["map_col_dock", app.data.docks[flight.dock].name],
        ["map_col_drone", flight.drone],
        ["map_col_km", (flight.length_m / 1000).toFixed(1)],
        ["map_col_battery", Math.round(flight.battery_pct[0]) + " \u2192 " + Math.round(flight.battery_pct[1])],
        ["map_col_serves", app.list(flight.serves)],
      ]);
      this.live = () => {
        const flying = flight.takeoff <= app.t && app.t < flight.landing;
        const key = flying ? "map_height" : app.t < flight.takeoff ? "map_flight_later" : "map_flight_over";
        pm.setText(height, app.words(key, { height: Math.round(pm.positionAt(flight.track, app.t).height), time: m.clock(flight.takeoff) }));
        bar.update(pm.batteryAt(flight, app.t));
      };
      this.live();
    },

    work(item) {
      const app = this.app;
      const number = app.data.work.indexOf(item);
      this.head(pm.sign(pm.workStyle(item, app.workStates()[number]), 34), item.name, app.words("map_kind_" + item.kind) + " \u00b7 " + app.words(item.required ? "map_required" : "map_optional"));
      const seen = pm.el("p", { class: "doing" });
      const list = pm.el("ul", { class: "rows" });
      pm.append(this.root, [seen, list]);
      this.live = () => {
        const kept = pm.keptAt(app.data, number, app.t);
        seen.hidden = !kept;
        pm.setText(seen, kept ? pm.keptText(app, kept) : "");
        const visits = app.data.visits.map((visit, at) => ({ visit: visit, number: at, state: pm.visitState(visit, app.t) })).filter((one) => one.visit.work === number);
        pm.keep(list, visits, (one) => one.number + one.state, (one) => pm.visitRow(app, one, true));
      };
      this.live();
    },

    grid(grid) {
      const app = this.app;
      this.head(null, grid.name, app.officeName(grid));
      const demand = pm.el("p", { class: "doing" });
      this.root.appendChild(demand);
      this.facts([["map_col_leader", grid.leader]]);
      this.root.appendChild(pm.demandCurve(app, grid));
      this.live = () => pm.setText(demand, app.words("map_demand_now", { figure: pm.figure(grid.demand[app.hour()]) }));
      this.live();
    },

    place(place) {
      const app = this.app;
      this.head(null, place.name, pm.wordOr(app.data.labels, "place_kind_", place.kind));
      const open = pm.el("p", { class: "doing" });
      this.root.appendChild(open);
      this.facts([["map_col_crowd", Math.round(place.crowd)]]);
      this.live = () => pm.setText(open, app.words(pm.isOpen(place.open, app.t) ? "map_open" : "map_closed"));
      this.live();
    },

    zone(zone) {
      const app = this.app;
      this.head(null, zone.name, app.zoneTitle(zone));
      const active = pm.el("p", { class: "doing" });
      this.root.appendChild(active);
      this.facts([["map_col_reason", zone.reason], ["map_col_ceiling", zone.ceiling_m]]);
      this.live = () => pm.setText(active, app.words(pm.isOpen(zone.active, app.t) ? "map_zone_active" : "map_zone_idle"));
      this.live();
    },

    office(office) {
      this.head(pm.sign(pm.FIXED_STYLES.office, 34), office.name, this.app.words("map_office"));
    },

    dock(dock) {
      const app = this.app;
      this.head(pm.sign(pm.FIXED_STYLES.dock, 34), dock.name, app.words("map_dock"));
      this.facts([["map_col_drone", dock.drone], ["map_col_model", dock.model], ["map_col_radius", (dock.radius_m / 1000).toFixed(1)]]);
    },

    station() {
      this.head(pm.sign(pm.FIXED_STYLES.station, 36), this.app.data.station.name, this.app.words("map_station"));
    },
  };

  function isVisit(stop) {
    return stop.kind !== "break" && stop.kind !== "base";
  }

  /* A grid's demand over the hours as bars. */
  pm.demandCurve = function (app, grid) {
    const most = Math.max.apply(null, [1e-9].concat(grid.demand));
    const node = pm.svg("svg", { class: "curve", viewBox: "0 0 " + grid.demand.length * 10 + " 40", preserveAspectRatio: "none", role: "img" });
    node.setAttribute("aria-label", app.words("map_demand_curve"));
    grid.demand.forEach((value, hour) => {
      const height = Math.max(1, (38 * value) / most);
      node.appendChild(pm.svg("rect", { x: hour * 10 + 1, y: 40 - height, width: 8, height: height, class: hour === app.hour() ? "bar now" : "bar" }));
    });
    return node;
  };
})((window.patrolMap = window.patrolMap || {}));
