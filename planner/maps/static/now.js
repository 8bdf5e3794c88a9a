/* What the chief sees at a glance: who is out and doing what, drones in the air, what comes next. */
(function (pm) {
  "use strict";

  const NEXT = 4;
  const MOST_DUE = 6;

  pm.Now = function (app, root) {
    this.app = app;
    const words = app.words;
    const column = () => {
      const node = pm.el("div", {});
      root.appendChild(node);
      return node;
    };
    const section = (parent, key) => {
      const list = pm.el("ul", { class: "rows" });
      const count = pm.el("span", { class: "count" });
      const empty = pm.el("p", { class: "note" }, words(key + "_none"));
      pm.append(parent, pm.el("section", {}, pm.el("h3", {}, words(key), " ", count), list, empty));
      return { list: list, count: count, empty: empty };
    };
    const left = column();
    this.near = new pm.Near(app, left);
    this.out = section(left, "map_on_street");
    this.air = section(left, "map_in_air");
    const right = column();
    this.due = section(right, "map_due_now");
    this.next = section(right, "map_next");
    app.watch(() => this.show());
    this.show();
  };

  function fill(section, items, key, make) {
    pm.keep(section.list, items, key, make);
    pm.setText(section.count, String(items.length));
    section.empty.hidden = items.length > 0;
  }

  /* A row that can be pressed: sign, title with a remark at its right, and a second line. */
  pm.row = function (sign, onclick) {
    const title = pm.el("span", { class: "row-title" });
    const remark = pm.el("span", { class: "row-remark" });
    const text = pm.el("span", { class: "row-text" });
    const button = pm.el("button", { type: "button", class: "row", onclick: onclick }, sign, pm.el("span", { class: "row-body" }, pm.el("span", { class: "row-head" }, title, remark), text));
    return { node: pm.el("li", {}, button), button: button, title: title, remark: remark, text: text };
  };

  pm.Now.prototype = {
    show() {
      if (!this.app.isShown("now")) {
        return;
      }
      this.near.show();
      this.showUnits();
      this.showDrones();
      this.showNext();
      this.showDue();
    },

    showUnits() {
      const app = this.app;
      const units = app.data.units.filter((unit) => pm.isOut(unit, app.t));
      const sorted = units.slice().sort((a, b) => a.tier - b.tier || a.number - b.number);
      fill(this.out, sorted, (unit) => unit.number, (unit) => {
        const row = pm.row(pm.sign(app.tierStyles[unit.tier], 28), () => app.select("unit", unit, true));
        return {
          node: row.node,
          update: () => {
            const state = pm.unitState(unit, app.t);
            pm.setText(row.title, unit.call_sign);
            pm.setText(row.remark, app.words("map_officers", { count: unit.officers }));
            pm.setText(row.text, pm.unitText(unit, state, app.words, app.moments));
            row.button.setAttribute("aria-pressed", String(app.selected("unit") === unit));
            row.button.title = app.data.tiers[unit.tier].name;
          },
        };
      });
    },

    showDrones() {
      const app = this.app;
      fill(this.air, pm.flightsAt(app.data, app.t), (flight) => flight.number, (flight) => {
        const row = pm.row(pm.sign(pm.flightStyle(flight), 28), () => app.select("flight", flight, true));
        const bar = pm.battery();
        row.node.querySelector(".row-body").appendChild(bar.node);
        return {
          node: row.node,
          update: () => {
            pm.setText(row.title, app.flightName(flight));
            pm.setText(row.remark, app.words("map_lands", { time: app.moments.clock(flight.landing) }));
            pm.setText(row.text, app.purpose(flight, 2) + " \u00b7 " + app.data.docks[flight.dock].name);
            bar.update(pm.batteryAt(flight, app.t));
            row.button.setAttribute("aria-pressed", String(app.selected("flight") === flight));
          },
        };
      });
    },

    showNext() {
      const app = this.app;
      const flights = app.data.flights.filter((flight) => flight.takeoff > app.t).slice(0, NEXT);
      const units = app.data.units.filter((unit) => unit.start > app.t).sort((a, b) => a.start - b.start || a.number - b.number).slice(0, NEXT);
      const items = flights.map((flight) => ({ flight: flight, t: flight.takeoff, key: "f" + flight.number }))
        .concat(units.map((unit) => ({ unit: unit, t: unit.start, key: "u" + unit.number })))
        .sort((a, b) => a.t - b.t).slice(0, NEXT);
      fill(this.next, items, (item) => item.key, (item) => {
        const sign = item.flight ? pm.sign(pm.flightStyle(item.flight), 24) : pm.sign(app.tierStyles[item.unit.tier], 24);
        const row = pm.row(sign, () => (item.flight ? app.select("flight", item.flight, true) : app.select("unit", item.unit, true)));
        return {
          node: row.node,
          update: () => {
            pm.setText(row.title, item.flight ? app.flightName(item.flight) : item.unit.call_sign);
            pm.setText(row.remark, app.moments.clock(item.t));
            pm.setText(row.text, item.flight ? app.purpose(item.flight, 2) + " \u00b7 " + app.data.docks[item.flight.dock].name : app.data.tiers[item.unit.tier].name);
          },
        };
      });
    },

    /* Required visits whose time runs or has run out within the last hour, the most urgent first. */
    showDue() {
      const app = this.app;
      const rank = { missed: 0, here: 1, due: 2 };
      const items = app.data.visits
        .map((visit, number) => ({ visit: visit, number: number, state: pm.visitState(visit, app.t) }))
        .filter((item) => item.visit.required && item.state in rank && (item.state !== "missed" || item.visit.closes + 3600 > app.t))
        .sort((a, b) => rank[a.state] - rank[b.state] || a.visit.closes - b.visit.closes || a.number - b.number);
      fill(this.due, items.slice(0, MOST_DUE), (item) => item.number + item.state, (item) => pm.visitRow(app, item));
      pm.setText(this.due.count, String(items.length));
    },
  };

  /* A visit with its time; a list of visits of one place does without the place. */
  pm.visitRow = function (app, item, withoutPlace) {
    const work = app.data.work[item.visit.work];
    const row = pm.row(pm.visitSign(item.state, 26), () => app.select("work", work, true));
    return {
      node: row.node,
      update: () => {
        const unit = item.visit.unit === null ? null : app.data.units[item.visit.unit];
        const values = { unit: unit ? unit.call_sign : "", time: unit ? app.moments.clock(item.state === "here" ? item.visit.depart : item.visit.arrive) : "" };
        const span = app.words("map_span", { opens: app.moments.clock(item.visit.opens), closes: app.moments.clock(item.visit.closes) });
        pm.setText(row.title, withoutPlace ? span : work.name);
        pm.setText(row.remark, withoutPlace ? "" : span);
        pm.setText(row.text, app.words(unit ? "map_visit_text_" + item.state : "map_visit_text_missed", values));
      },
    };
  };

  pm.battery = function () {
    const level = pm.el("span", { class: "battery-level" });
    const text = pm.el("span", { class: "battery-text" });
    const node = pm.el("span", { class: "battery" }, pm.el("span", { class: "battery-box", "aria-hidden": "true" }, level), text);
    return {
      node: node,
      update(share) {
        level.style.width = share + "%";
        node.classList.toggle("low", share < 40);
        pm.setText(text, Math.round(share) + " %");
      },
    };
  };
})((window.patrolMap = window.patrolMap || {}));
