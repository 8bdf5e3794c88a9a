/* The page's one state, and everybody who watches it. */
(function (pm) {
  "use strict";

  const STILL_S = 600; /* how often opening hours and the like are looked at again */

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
    this.t = firstTime(data);
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

  pm.App = App;

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
        if (this.settings.seen) { this.buildRamp(); }
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

    roundText() {
      const flying = pm.flightsAt(this.data, this.t);
      const past = this.data.flights.filter((flight) => flight.takeoff <= this.t);
      const last = flying.length ? flying[flying.length - 1] : past[past.length - 1];
      if (!this.data.flights.length) {
        return "";
      }
      return last ? this.flightName(last) : this.words("map_round_of", { round: 0, rounds: this.data.rounds_per_day });
    },

    /* A flight to an alert is told apart from a round; it may be a round that was sent there. */
    flightName(flight) {
      const own = flight.round > this.data.rounds_per_day;
      const round = own ? "" : this.words("map_round_of", { round: flight.round, rounds: this.data.rounds_per_day });
      return flight.alert ? this.words("map_flight_alert") + (own ? "" : " \u00b7 " + round) : round;
    },

    list(texts) {
      return texts.join(this.words("map_list_comma"));
    },

    /* What a round is for: all purposes, or the first `most` of them and how many there are besides. */
    purpose(flight, most) {
      const purposes = flight.purpose.split(", ").map((one) => pm.wordOr(this.data.labels, "map_purpose_", one));
      const rest = most ? purposes.length - most : 0;
      return this.list(rest > 0 ? purposes.slice(0, most) : purposes) + (rest > 0 ? " +" + rest : "");
    },

    shift(unit) {
      return this.moments.clock(unit.start) + "\u2013" + this.moments.clock(unit.end);
    },

    stopName(stop) {
      return stop.kind === "break" || stop.kind === "base" ? this.words("map_stop_" + stop.kind) : stop.name;
    },

    officeName(grid) {
      const office = this.data.offices.find((one) => one.id === grid.office);
      return office ? office.name : "";
    },

    zoneTitle(zone) {
      const open = [
        zone.ceiling_m !== null && this.words("map_zone_below", { height: zone.ceiling_m }),
        zone.top_m !== null && this.words("map_zone_above", { height: zone.top_m }),
        zone.camera_off && this.words("map_zone_camera_off"),
      ].filter(Boolean);
      return this.words("map_zone_" + zone.kind) + (open.length ? ": " + open.join(", ") : "");
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
