/* The day of the docks: every round on a time line by dock, the missed ones under them, and the charge of each drone. */
(function (pm) {
  "use strict";

  const HOUR_PX = 60;
  const AXIS_PX = 20;
  const DOCK_PX = 104;
  const BAR_TOP = 6;
  const BAR_PX = 20;
  const CHART_TOP = 40;
  const CHART_PX = 54;
  const MISSED_PX = 32;
  const REACH_PX = 14; /* a press this far from a bar still means it */

  /* Charge of a dock's drone at a moment [%]. */
  pm.chargeAt = function (points, t) {
    const next = points.findIndex((point) => point[0] > t);
    if (next === -1) {
      return points[points.length - 1][1];
    }
    if (next === 0) {
      return points[0][1];
    }
    const a = points[next - 1];
    const b = points[next];
    return a[1] + ((b[1] - a[1]) * (t - a[0])) / (b[0] - a[0]);
  };

  pm.Rounds = function (app, root) {
    this.app = app;
    this.scale = HOUR_PX / 3600;
    this.items = app.data.flights.map((flight) => ({ t: flight.takeoff, flight: flight, row: flight.dock }))
      .concat(app.data.missed_rounds.map((missed) => ({ t: missed.at, missed: missed, row: app.data.docks.length })))
      .sort((a, b) => a.t - b.t);
    this.picked = null;
    this.build(root);
    app.watch(() => this.show());
    this.show();
  };

  pm.Rounds.prototype = {
    build(root) {
      const app = this.app;
      const words = app.words;
      this.summary = pm.el("p", { class: "summary" });
      this.detail = pm.el("p", { class: "round-detail", "aria-live": "polite" });
      this.states = [];
      const labels = pm.el("div", { class: "dock-labels" }, app.data.docks.map((dock) => {
        const state = pm.el("span", { class: "row-remark" });
        this.states.push(state);
        return pm.el("div", { class: "dock-label" }, pm.el("strong", {}, dock.name), state);
      }), app.data.missed_rounds.length > 0 && pm.el("div", { class: "dock-label missed-label" }, pm.el("strong", {}, words("map_rounds_missed"))));
      this.box = pm.el("div", { class: "round-scroll", tabindex: "0", role: "group", "aria-label": words("map_rounds_line"), onkeydown: (event) => this.onKey(event), onclick: (event) => this.onClick(event) }, this.drawing());
      pm.append(root, [
        this.summary,
        app.data.flights.length + app.data.missed_rounds.length === 0 ? pm.el("p", { class: "note" }, words(app.data.left_out.indexOf("flights") < 0 ? "map_in_air_none" : "map_left_out_flights")) : null,
        pm.el("div", { class: "round-lines" }, labels, this.box),
        this.detail,
        pm.el("p", { class: "note" }, words("map_rounds_note"), app.data.flights.some((flight) => flight.alert) ? " " + words("map_rounds_note_alert") : ""),
        pm.seenChoice(app),
        this.shortfalls(),
      ]);
    },

    /* What the drones do not do, with reasons: missed rounds, windows in which nobody looks, optional tasks left out. */
    shortfalls() {
      const app = this.app;
      const part = (title, items) => items.length > 0 && [pm.el("h3", {}, app.words(title), " ", pm.el("span", { class: "count" }, items.length)), pm.shortfallRows(app, items)];
      const tasks = (items) => items.filter((item) => item.kind === "drone_task");
      return [
        part("map_rounds_missed", app.data.unmet.filter((item) => item.kind === "round")),
        part("map_rounds_unserved", tasks(app.data.unmet)),
        part("map_rounds_left_out", tasks(app.data.dropped)),
      ];
    },

    missedName(one) {
      return this.app.words("map_round_of", { round: one.name, rounds: this.app.data.rounds_per_day }) + " \u00b7 " + this.app.moments.clock(one.at);
    },

    x(t) {
      return t * this.scale;
    },

    rowTop(row) {
      return AXIS_PX + row * DOCK_PX;
    },

    /* One drawing for the hours, the rounds and the charges, so that all of them stand over one axis. */
    drawing() {
      const data = this.app.data;
      const docks = data.docks.length;
      const width = this.x(data.seconds);
      const height = this.rowTop(docks) + (data.missed_rounds.length ? MISSED_PX : 0);
      const node = pm.svg("svg", { class: "round-drawing", width: width, height: height, "aria-hidden": "true" });
      this.drawHours(node, height);
      this.bars = this.items.map((item) => (item.flight ? this.drawBar(node, item) : this.drawMissed(node, item)));
      data.dock_charge.forEach((one, row) => this.drawCharge(node, one, row));
      this.cursor = pm.svg("line", { class: "round-cursor", y1: 0, y2: height });
      node.appendChild(this.cursor);
      return node;
    },

    drawHours(node, height) {
      const app = this.app;
      for (let t = 0; t < app.data.seconds; t += 900) {
        if (app.moments.isNight(t)) {
          node.appendChild(pm.svg("rect", { class: "night-band", x: this.x(t), y: 0, width: this.x(900) + 0.3, height: height }));
        }
      }
      for (let t = 0; t <= app.data.seconds; t += 3600) {
        node.appendChild(pm.svg("line", { class: "hour-line", x1: this.x(t), x2: this.x(t), y1: AXIS_PX - 4, y2: height }));
        const text = pm.svg("text", { class: "hour-text", x: this.x(t) + 3, y: 13 });
        text.textContent = app.moments.clock(t);
        node.appendChild(text);
      }
    },

    drawBar(node, item) {
      const flight = item.flight;
      const top = this.rowTop(item.row) + BAR_TOP;
      const bar = pm.svg("rect", { class: "round-bar", x: this.x(flight.takeoff), y: top, width: Math.max(4, this.x(flight.landing - flight.takeoff)), height: BAR_PX, rx: 3 });
      const text = pm.svg("text", { class: "round-number", x: this.x((flight.takeoff + flight.landing) / 2), y: top + 14 });
      text.textContent = flight.round > this.app.data.rounds_per_day ? "!" : flight.round + (flight.alert ? "!" : "");
      [bar, text].forEach((one) => one.classList.toggle("alert", flight.alert));
      node.appendChild(bar);
      node.appendChild(text);
      return [bar, text];
    },

    /* A cross in a dashed box, so that a missed round is not told by colour alone. */
    drawMissed(node, item) {
      const x = this.x(item.t);
      const top = this.rowTop(item.row) + 7;
      const box = pm.svg("rect", { class: "missed-box", x: x, y: top, width: 16, height: 18, rx: 2 });
      const cross = pm.svg("path", { class: "missed-cross", d: "M" + (x + 4) + " " + (top + 5) + "l8 8m0 -8l-8 8" });
      node.appendChild(box);
      node.appendChild(cross);
      return [box, cross];
    },

    drawCharge(node, one, row) {
      const top = this.rowTop(row) + CHART_TOP;
      const y = (pct) => top + CHART_PX * (1 - pct / 100);
      const last = this.x(this.app.data.seconds);
      const line = one.points.map((point, number) => (number ? "L" : "M") + this.x(point[0]).toFixed(1) + " " + y(point[1]).toFixed(1)).join("");
      node.appendChild(pm.svg("line", { class: "charge-foot", x1: 0, x2: last, y1: y(0), y2: y(0) }));
      node.appendChild(pm.svg("line", { class: "charge-limit", x1: 0, x2: last, y1: y(one.lowest_pct), y2: y(one.lowest_pct) }));
      node.appendChild(pm.svg("line", { class: "charge-full", x1: 0, x2: last, y1: y(one.start_pct), y2: y(one.start_pct) }));
      node.appendChild(pm.svg("path", { class: "charge-line", d: line }));
      for (let t = 0; t < this.app.data.seconds; t += 4 * 3600) {
        [one.lowest_pct, one.start_pct].forEach((pct) => {
          const text = pm.svg("text", { class: "charge-text", x: this.x(t + 1800), y: y(pct) + (pct === one.lowest_pct ? 11 : -3) });
          text.textContent = Math.round(pct) + " %";
          node.appendChild(text);
        });
      }
    },

    show() {
      const app = this.app;
      if (!app.isShown("rounds")) {
        return;
      }
      const x = this.x(app.t);
      const flown = app.data.flights.filter((flight) => flight.is_round).length;
      const alerts = app.data.flights.filter((flight) => flight.alert).length;
      const told = [app.words("map_rounds_summary", { flown: flown, missed: app.data.missed_rounds.length })];
      pm.setText(this.summary, app.list(told.concat(alerts ? app.words("map_rounds_alerts", { alerts: alerts }) : [])));
      this.cursor.setAttribute("x1", x);
      this.cursor.setAttribute("x2", x);
      app.data.dock_charge.forEach((one, row) => pm.setText(this.states[row], this.dockState(row) + " " + Math.round(pm.chargeAt(one.points, app.t)) + "\u00a0%"));
      const selected = app.selected("flight");
      this.items.forEach((item, number) => {
        const bar = this.bars[number][0];
        const end = item.flight ? item.flight.landing : item.t;
        bar.classList.toggle("past", end <= app.t);
        bar.classList.toggle("flying", Boolean(item.flight) && item.t <= app.t && app.t < end);
        bar.classList.toggle("picked", item === this.picked || Boolean(selected && item.flight === selected));
        this.bars[number][1].classList.toggle("past", end <= app.t);
      });
      if (x < this.box.scrollLeft + 20 || x > this.box.scrollLeft + this.box.clientWidth - 20) {
        this.box.scrollLeft = x - this.box.clientWidth / 2;
      }
    },

    dockState(row) {
      const app = this.app;
      const flying = pm.flightsAt(app.data, app.t).some((flight) => flight.dock === row);
      const charge = app.data.dock_charge[row];
      const full = pm.chargeAt(charge.points, app.t) >= charge.start_pct - 0.5;
      return app.words(flying ? "map_dock_flying" : full ? "map_dock_full" : "map_dock_charging");
    },

    tell(item) {
      const app = this.app;
      const m = app.moments;
      this.picked = item;
      if (item.missed) {
        pm.setText(this.detail, this.missedName(item.missed) + " \u00b7 " + item.missed.reason);
      } else {
        const flight = item.flight;
        pm.setText(this.detail, app.flightName(flight) + " \u00b7 " + m.clock(flight.takeoff) + "\u2013" + m.clock(flight.landing) + " \u00b7 " + app.data.docks[flight.dock].name
          + " \u00b7 " + app.purpose(flight, 2) + " \u00b7 " + Math.round(flight.battery_pct[0]) + " \u2192 " + Math.round(flight.battery_pct[1]) + " %");
      }
      const x = this.x(item.t);
      if (x < this.box.scrollLeft + 20 || x > this.box.scrollLeft + this.box.clientWidth - 40) {
        this.box.scrollLeft = x - this.box.clientWidth / 2;
      }
      this.show();
    },

    open(item) {
      this.app.setTime(item.t);
      if (item.flight) {
        this.app.select("flight", item.flight, true);
      }
      this.tell(item);
    },

    onKey(event) {
      const at = this.picked ? this.items.indexOf(this.picked) : this.items.findIndex((item) => item.t >= this.app.t) - 1;
      const goal = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.items.length - 1 }[event.key];
      if (event.key === "Enter" && this.picked) {
        this.open(this.picked);
      } else if (goal !== undefined && this.items[goal]) {
        this.tell(this.items[goal]);
      } else if (goal === undefined) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },

    onClick(event) {
      const frame = this.box.firstChild.getBoundingClientRect();
      const x = event.clientX - frame.left;
      const row = Math.floor((event.clientY - frame.top - AXIS_PX) / DOCK_PX);
      const far = (item) => Math.max(this.x(item.t) - x, x - this.x(item.flight ? item.flight.landing : item.t + 600), 0);
      const near = this.items.filter((item) => item.row === row && far(item) <= REACH_PX).sort((a, b) => far(a) - far(b))[0];
      if (near) {
        this.open(near);
      } else {
        this.app.setTime(x / this.scale);
      }
    },
  };
})((window.patrolMap = window.patrolMap || {}));
