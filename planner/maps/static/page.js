/* The page: one state, everybody who watches it, and the frame around the map. */
(function (pm) {
  "use strict";

  const TABS = ["now", "visits", "unmet", "tables", "layers"];
  const TOUCH_PX = 24;
  const STILL_S = 600; /* how often opening hours and the like are looked at again */
  const CARD_PX = 316;
  const EDGE_PX = 70;
  const ROOMY_PX = 900;

  function App(map, data) {
    this.map = map;
    this.data = pm.decode(data);
    this.words = pm.dictionary(data.labels);
    this.moments = new pm.Moments(data);
    this.tierStyles = pm.tierStyles(data.tiers);
    this.settings = pm.defaultSettings(data);
    this.watchers = [];
    this.selection = null;
    this.light = "sun";
    this.tab = "now";
    this.t = firstTime(data, this.moments);
    this.night = this.isNight();
    this.build();
  }

  /* The moment in the address (#t=26400), else now if the plan covers it, else its busiest hour. */
  function firstTime(data) {
    const asked = /^#t=(\d+)$/.exec(window.location.hash);
    const now = (Date.now() - data.start_ms) / 1000;
    if (asked) {
      return Math.min(Number(asked[1]), data.seconds);
    }
    if (now >= 0 && now <= data.seconds) {
      return Math.floor(now / 60) * 60;
    }
    const out = (t) => data.units.filter((unit) => pm.isOut(unit, t)).length + pm.flightsAt(data, t).length;
    let best = 0;
    for (let t = 600; t < data.seconds; t += 1800) {
      if (out(t) > out(best)) {
        best = t;
      }
    }
    return best;
  }

  App.prototype = {
    watch(watcher) {
      this.watchers.push(watcher);
    },

    tell(change) {
      this.watchers.forEach((watcher) => watcher(change));
    },

    setTime(t) {
      const hour = this.hour();
      this.t = Math.max(0, Math.min(this.data.seconds, t));
      this.states = null;
      const night = this.isNight();
      const stage = Math.floor(this.t / STILL_S);
      if (night !== this.night) {
        this.refresh();
      } else if (hour !== this.hour() || stage !== this.stage) {
        this.still.forEach((layer) => layer.redraw());
      }
      this.stage = stage;
      this.moving.forEach((layer) => layer.redraw());
      this.tell("time");
    },

    refresh() {
      this.night = this.isNight();
      document.body.classList.toggle("night", this.night);
      this.redraw();
      this.buildRamp();
      this.tell("settings");
    },

    isNight() {
      return this.light === "sun" ? this.moments.isNight(this.t) : this.light === "night";
    },

    hour() {
      return Math.max(0, Math.min(Math.ceil(this.data.seconds / 3600) - 1, Math.floor(this.t / 3600)));
    },

    workStates() {
      this.states = this.states || pm.workStates(this.data, this.t);
      return this.states;
    },

    selected(kind) {
      return this.selection && this.selection.kind === kind ? this.selection.item : null;
    },

    select(kind, item, pan) {
      this.selection = kind ? { kind: kind, item: item } : null;
      if (pan) {
        this.panTo(this.placeOf(kind, item));
      }
      this.redraw();
      this.tell("selection");
    },

    redraw() {
      this.still.concat(this.moving).forEach((layer) => layer.redraw());
    },

    placeOf(kind, item) {
      return kind === "unit" || kind === "flight" ? pm.positionAt(item.track, Math.max(this.t, kind === "flight" ? item.takeoff : item.start)) : item.at;
    },

    /* Bring a place to the middle of what the card leaves free, unless it can be seen well already. */
    panTo(at) {
      const size = this.map.getSize();
      const here = this.map.latLngToContainerPoint([at.lat, at.lon]);
      if (here.x > CARD_PX + EDGE_PX && here.x < size.x - EDGE_PX && here.y > EDGE_PX && here.y < size.y - EDGE_PX) {
        return;
      }
      const middle = L.point((size.x + CARD_PX) / 2, size.y / 2);
      this.map.panBy(here.subtract(middle).round(), { animate: !pm.calm() });
    },

    roundText() {
      const flying = pm.flightsAt(this.data, this.t);
      const past = this.data.flights.filter((flight) => flight.takeoff <= this.t);
      const last = flying.length ? flying[flying.length - 1] : past[past.length - 1];
      if (!this.data.flights.length) {
        return "";
      }
      return this.words("map_round_of", { round: last ? last.round : 0, rounds: this.data.rounds_per_day });
    },

    purpose(flight) {
      return pm.wordOr(this.data.labels, "map_purpose_", flight.purpose);
    },

    /* A unit's id without the parts that all units share, such as the date: there is little room on the map. */
    callSign(unit) {
      if (!this.shared) {
        const parts = this.data.units.map((one) => one.id.split("-"));
        this.shared = parts.length > 1 ? parts[0].filter((part) => parts.every((one) => one.indexOf(part) > 0)) : [];
      }
      return unit.id.split("-").filter((part, place) => place === 0 || this.shared.indexOf(part) < 0).join("-");
    },

    stopName(stop) {
      return stop.kind === "break" || stop.kind === "base" ? this.words("map_stop_" + stop.kind) : stop.name;
    },

    officeName(grid) {
      const office = this.data.offices.find((one) => one.id === grid.office);
      return office ? office.name : "";
    },

    zoneTitle(zone) {
      const text = this.words("map_zone_" + zone.kind);
      return zone.ceiling_m === null ? text : text + ": " + this.words("map_zone_below", { height: zone.ceiling_m });
    },

    visitSummary() {
      const required = this.data.visits.filter((visit) => visit.required);
      const done = required.filter((visit) => pm.visitState(visit, this.t) === "done").length;
      return this.words("map_visits_done", { done: done, all: required.length });
    },

    isShown(tab) {
      return this.tab === tab;
    },

    /* Where everything that moves stands, as it is drawn. */
    positions() {
      const rows = this.data.units.filter((unit) => pm.isOut(unit, this.t)).map((unit) => [unit.id, pm.positionAt(unit.track, this.t)]);
      const drones = pm.flightsAt(this.data, this.t).map((flight) => ["round " + flight.round, pm.positionAt(flight.track, this.t)]);
      return rows.concat(drones).map((row) => ({ id: row[0], lon: row[1].lon, lat: row[1].lat, height: row[1].height }));
    },
  };

  /* --- the frame --- */

  App.prototype.build = function () {
    const find = (id) => document.getElementById(id);
    document.title = this.data.station.name;
    document.body.classList.toggle("night", this.night);
    this.buildMap();
    this.buildHeader(find("patrol-header"));
    this.buildTabs(find("patrol-panel"));
    new pm.TimeBar(this, find("patrol-time"));
    this.card = new pm.Card(this, find("patrol-card"));
    this.buildMapCorner(find("patrol-corner"));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { this.select(null, null); } });
    document.body.classList.add("ready");
    this.map.invalidateSize({ animate: false });
    this.showAll();
    [this.still[0], this.moving[0], this.still[1], this.moving[1]].forEach((layer) => layer.addTo(this.map));
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.map.getContainer());
  };

  App.prototype.buildMap = function () {
    const map = this.map;
    const edges = (pick) => this.data.boundary.reduce((all, rings) => all.concat(Array.from(rings[0][pick])), []);
    const lons = edges("lon");
    const lats = edges("lat");
    this.bounds = [[Math.min.apply(null, lats), Math.min.apply(null, lons)], [Math.max.apply(null, lats), Math.max.apply(null, lons)]];
    map.setMinZoom(10);
    map.setMaxZoom(19);
    if (this.data.tiles) {
      L.tileLayer(this.data.tiles, { maxZoom: 19 }).addTo(map);
    }
    this.ground = new pm.Ground(this);
    this.live = new pm.Live(this);
    const layer = (name, height, draw) => {
      map.createPane(name).style.zIndex = height;
      return new pm.CanvasLayer(draw, { pane: name, padding: 0.15 });
    };
    const ground = layer("patrolGround", 350, (ctx, view) => this.ground.drawGround(ctx, view));
    const trails = layer("patrolTrails", 410, (ctx, view) => this.live.drawTrails(ctx, view));
    const names = layer("patrolNames", 420, (ctx, view) => this.ground.drawNames(ctx, view));
    const signs = layer("patrolSigns", 450, (ctx, view) => this.live.drawSigns(ctx, view));
    this.still = [ground, names];
    this.moving = [trails, signs];
    this.signLayer = signs;
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    map.getContainer().setAttribute("role", "application");
    map.getContainer().setAttribute("aria-label", this.words("map_label"));
    map.on("click", (event) => this.pick(event));
  };

  App.prototype.showAll = function () {
    const map = this.map;
    map.fitBounds(this.bounds, { padding: [14, 14], animate: false });
    const west = map.latLngToContainerPoint([this.bounds[0][0], this.bounds[0][1]]).x;
    const legend = document.querySelector(".map-legend[open]");
    const wanted = legend ? legend.offsetWidth + 24 - west : 0;
    map.panBy([-Math.max(0, Math.min(wanted, west - 70)), 0], { animate: false });
  };

  /* Select what lies under the pointer: the nearest sign within a finger's width, else the ground. */
  App.prototype.pick = function (event) {
    const view = this.live.view;
    const touch = event.layerPoint.subtract(this.signLayer._bounds.min);
    const shown = this.settings;
    const near = [];
    const offerPx = (kind, item, x, y, reach) => {
      const distance = Math.hypot(x - touch.x, y - touch.y);
      if (distance < reach) {
        near.push({ kind: kind, item: item, distance: distance - reach });
      }
    };
    const offer = (kind, item, at, reach) => offerPx(kind, item, view.x(at.x), view.y(at.y), reach);
    this.live.signs.forEach((sign) => offerPx(sign.kind, sign.item, sign.x, sign.y, TOUCH_PX + 16));
    this.data.work.filter((item) => shown[item.kind + "s"]).forEach((item) => offer("work", item, item.at, TOUCH_PX));
    if (shown.offices) { this.data.offices.forEach((office) => offer("office", office, office.at, TOUCH_PX)); }
    if (shown.docks) { this.data.docks.forEach((dock) => offer("dock", dock, dock.at, TOUCH_PX)); }
    if (shown.places) { this.data.places.forEach((place) => offer("place", place, place.at, TOUCH_PX / 2)); }
    offer("station", this.data.base, this.data.base, TOUCH_PX);
    near.sort((a, b) => a.distance - b.distance);
    if (near.length) {
      this.select(near[0].kind, near[0].item);
      return;
    }
    const inside = (item) => pm.insideRegion(item.region, (touch.x + view.left) / view.scale, (touch.y + view.top) / view.scale);
    const zone = shown.zones && this.data.zones.find(inside);
    const grid = shown.grids && this.data.grids.find(inside);
    this.select(zone ? "zone" : grid ? "grid" : null, zone || grid || null);
  };

  App.prototype.buildHeader = function (root) {
    const figures = ["map_on_street", "map_in_air", "map_visits_short", "map_tab_unmet"].map((key) => {
      const value = pm.el("strong", {});
      root.appendChild(pm.el("div", { class: "figure" }, value, pm.el("span", {}, this.words(key))));
      return value;
    });
    figures[3].parentNode.classList.toggle("alarm", this.data.unmet.length > 0);
    const title = pm.el("div", { class: "title" }, pm.el("h1", {}, this.data.station.name), pm.el("p", {}, this.planText()));
    root.insertBefore(title, root.firstChild);
    root.insertBefore(pm.sign(pm.FIXED_STYLES.station, 38), title);
    const show = () => {
      const required = this.data.visits.filter((visit) => visit.required);
      pm.setText(figures[0], String(this.data.units.filter((unit) => pm.isOut(unit, this.t)).length));
      pm.setText(figures[1], String(pm.flightsAt(this.data, this.t).length));
      pm.setText(figures[2], required.filter((visit) => pm.visitState(visit, this.t) === "done").length + " / " + required.length);
      pm.setText(figures[3], String(this.data.unmet.length));
    };
    this.watch(show);
    show();
  };

  App.prototype.planText = function () {
    const text = this.words("map_plan_of", { date: this.moments.date(0) });
    return this.data.cancelled ? text + " \u00b7 " + this.words("map_cancelled") : text;
  };

  App.prototype.buildTabs = function (root) {
    const list = pm.el("div", { class: "tabs", role: "tablist", "aria-label": this.words("map_panel") });
    const panels = {};
    const buttons = {};
    const show = (tab, focus) => {
      this.tab = tab;
      document.body.classList.remove("drawer-closed");
      TABS.forEach((one) => {
        panels[one].hidden = one !== tab;
        buttons[one].setAttribute("aria-selected", String(one === tab));
        buttons[one].tabIndex = one === tab ? 0 : -1;
      });
      if (focus) { buttons[tab].focus(); }
      this.tell("tab");
    };
    TABS.forEach((tab) => {
      const count = tab === "unmet" && this.data.unmet.length ? pm.el("span", { class: "badge" }, this.data.unmet.length) : null;
      buttons[tab] = pm.el("button", { type: "button", role: "tab", id: "tab-" + tab, "aria-controls": "panel-" + tab, onclick: () => show(tab), onkeydown: (event) => {
        const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (move) {
          event.preventDefault();
          show(TABS[(TABS.indexOf(tab) + move + TABS.length) % TABS.length], true);
        }
      } }, this.words("map_tab_" + tab), count);
      panels[tab] = pm.el("div", { class: "panel", role: "tabpanel", id: "panel-" + tab, "aria-labelledby": "tab-" + tab, tabindex: "0" });
      list.appendChild(buttons[tab]);
    });
    root.appendChild(pm.el("div", { class: "tab-row" }, list, this.drawerButton()));
    TABS.forEach((tab) => root.appendChild(panels[tab]));
    new pm.Now(this, panels.now);
    new pm.Visits(this, panels.visits);
    pm.unmetPanel(this, panels.unmet);
    pm.tablesPanel(this, panels.tables);
    new pm.Layers(this, panels.layers);
    show("now");
  };

  App.prototype.drawerButton = function () {
    const words = this.words;
    const button = pm.el("button", { type: "button", class: "round-button drawer-button", "aria-label": words("map_drawer"), title: words("map_drawer"), "aria-expanded": "true", onclick: () => {
      const closed = document.body.classList.toggle("drawer-closed");
      button.setAttribute("aria-expanded", String(!closed));
      pm.clear(button).appendChild(pm.icon(closed ? "up" : "down"));
      this.map.invalidateSize({ animate: false });
    } }, pm.icon("down"));
    return button;
  };

  /* Zoom buttons, the legend in short, north, and where the data comes from. */
  App.prototype.buildMapCorner = function (root) {
    const words = this.words;
    const button = (key, icon, action) => pm.el("button", { type: "button", class: "map-button", "aria-label": words(key), title: words(key), onclick: action }, pm.icon(icon));
    const north = pm.el("div", { class: "north", title: words("map_north") }, pm.el("span", { "aria-hidden": "true" }, "N"));
    this.ramp = pm.el("div", {});
    const tiers = this.data.tiers.map((tier, number) => ({ tier: tier, number: number })).filter((one) => this.data.units.some((unit) => unit.tier === one.number));
    const legend = pm.el("details", { class: "map-legend" },
      pm.el("summary", {}, words("map_legend")),
      pm.el("ul", { class: "legend" },
        tiers.map((one) => pm.el("li", {}, pm.sign(this.tierStyles[one.number], 20), pm.lineSign(this.tierStyles[one.number]), pm.el("span", {}, one.tier.name))),
        this.data.flights.length > 0 && pm.el("li", {}, pm.sign(pm.DRONE_STYLE, 20), pm.el("span", {}, words("map_layer_rounds")))),
      this.ramp);
    legend.open = this.map.getContainer().clientWidth >= ROOMY_PX;
    pm.append(root, [
      pm.el("div", { class: "map-buttons" }, north, button("map_zoom_in", "zoomIn", () => this.map.zoomIn(1)), button("map_zoom_out", "zoomOut", () => this.map.zoomOut(1)), button("map_whole", "whole", () => this.showAll())),
      legend,
      pm.el("p", { class: "attribution" }, this.data.attribution ? this.data.attribution + " \u00b7 Leaflet" : "Leaflet"),
    ]);
    this.buildRamp();
  };

  App.prototype.buildRamp = function () {
    if (this.ramp) {
      pm.clear(this.ramp).appendChild(pm.demandLegend(this));
    }
  };

  /* Start on a map that Folium has made: with the data inside the page, or fetched from where the page says. */
  pm.start = function (map) {
    const inside = document.getElementById("patrol-data");
    if (inside) {
      pm.app = new App(map, JSON.parse(inside.textContent));
      return;
    }
    fetch(document.getElementById("patrol-main").dataset.url)
      .then((answer) => {
        if (!answer.ok) {
          throw new Error("the plan's data answered " + answer.status);
        }
        return answer.json();
      })
      .then((data) => { pm.app = new App(map, data); })
      .catch((fault) => {
        document.getElementById("patrol-header").textContent = String(fault.message);
      });
  };
})((window.patrolMap = window.patrolMap || {}));
