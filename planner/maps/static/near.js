/* How much of the expected calls is near a free unit: at this moment, and as a line over the plan. */
(function (pm) {
  "use strict";

  const HEIGHT = 56;
  const NIGHT_S = 900;
  const HOUR_S = 3600;

  /* Series of whole numbers by reading. */
  pm.decodeNear = function (near, sums) {
    return { step: near.step_s, minutes: near.within_min, mean: near.mean_pct, pct: near.pct.map(sums), free: sums(near.free) };
  };

  function reading(near, t) {
    return Math.max(0, Math.min(near.free.length - 1, Math.floor(t / near.step)));
  }

  function lowest(series) {
    return series.reduce((least, value, number) => (value < series[least] ? number : least), 0);
  }

  /* The chart with its figures; a press on it, or on the lowest moment, moves the time. */
  pm.Near = function (app, root) {
    this.app = app;
    this.near = app.data.near;
    if (this.near) {
      this.build(root);
    }
  };

  pm.Near.prototype = {
    build(root) {
      const words = this.app.words;
      const near = this.near;
      const last = near.minutes.length - 1;
      const least = lowest(near.pct[last]);
      const leastText = words("map_near_least", { minutes: near.minutes[last], share: near.pct[last][least], time: this.app.moments.clock(least * near.step) });
      const means = near.minutes.map((minutes, column) => words("map_near_mean", { minutes: minutes, share: near.mean[column] }));
      this.free = pm.el("span", { class: "count" });
      this.figures = near.minutes.map(() => pm.el("strong", {}));
      this.cursor = pm.el("div", { class: "cursor", "aria-hidden": "true" });
      const box = pm.el("div", { class: "near-box", onclick: (event) => this.onClick(event) },
        this.drawing([words("map_near"), this.app.list(means), leastText].join(". ")),
        ["100 %", "0"].map((text) => pm.el("span", { class: "near-axis", "aria-hidden": "true" }, text)), this.cursor);
      this.box = box;
      pm.append(root, pm.el("section", { class: "near" },
        pm.el("h3", {}, words("map_near"), " ", this.free),
        pm.el("div", { class: "near-figures" }, near.minutes.map((minutes, column) => pm.el("span", {}, key(column), words("map_near_within", { minutes: minutes }), " ", this.figures[column]))),
        box,
        pm.el("div", { class: "near-hours", "aria-hidden": "true" }, [0, 0.25, 0.5, 0.75, 1].map((part) => pm.el("span", {}, this.app.moments.clock(this.app.data.seconds * part)))),
        pm.el("button", { type: "button", class: "link", onclick: () => this.app.setTime(least * near.step) }, leastText)));
    },

    drawing(text) {
      const near = this.near;
      const total = this.app.data.seconds;
      const node = pm.svg("svg", { class: "near-chart", viewBox: "0 0 1000 " + HEIGHT, preserveAspectRatio: "none", role: "img", "aria-label": text });
      for (let t = 0; t < total; t += NIGHT_S) {
        if (this.app.moments.isNight(t)) {
          node.appendChild(pm.svg("rect", { class: "night-band", x: (1000 * t) / total, y: 0, width: (1000 * NIGHT_S) / total + 0.3, height: HEIGHT }));
        }
      }
      [0, 0.5, 1].forEach((share) => node.appendChild(pm.svg("line", { class: "hour-line", x1: 0, x2: 1000, y1: 1 + (HEIGHT - 2) * share, y2: 1 + (HEIGHT - 2) * share, "vector-effect": "non-scaling-stroke" })));
      near.pct.forEach((series, column) => {
        const points = Array.from(series, (share, number) => ((1000 * number * near.step) / total).toFixed(1) + "," + (1 + ((HEIGHT - 2) * (100 - share)) / 100).toFixed(1));
        node.appendChild(pm.svg("polyline", { class: "near-line near-" + column, points: points.join(" "), "vector-effect": "non-scaling-stroke" }));
      });
      return node;
    },

    onClick(event) {
      const frame = this.box.getBoundingClientRect();
      const t = (this.app.data.seconds * (event.clientX - frame.left)) / frame.width;
      this.app.setTime(Math.round(t / 60) * 60);
    },

    show() {
      const near = this.near;
      if (!near) {
        return;
      }
      const number = reading(near, this.app.t);
      this.figures.forEach((figure, column) => pm.setText(figure, near.pct[column][number] + " %"));
      pm.setText(this.free, this.app.words("map_near_free", { count: near.free[number] }));
      this.cursor.style.left = (100 * this.app.t) / this.app.data.seconds + "%";
    },
  };

  function key(column) {
    const node = pm.svg("svg", { viewBox: "0 0 22 8", width: 22, height: 8, "aria-hidden": "true" });
    node.appendChild(pm.svg("line", { class: "near-line near-" + column, x1: 1, x2: 21, y1: 4, y2: 4 }));
    return node;
  }

  /* The same by hour, for the table: shares on average, and the fewest free units. */
  pm.nearRows = function (app) {
    const near = app.data.near;
    const each = Math.max(1, Math.round(HOUR_S / near.step));
    const rows = [];
    for (let from = 0; from < near.free.length; from += each) {
      const hour = near.pct.map((series) => Array.from(series.slice(from, from + each)));
      const mean = hour.map((values) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length));
      const t = from * near.step;
      rows.push({ pick: () => app.setTime(t), cells: [app.moments.clock(t)].concat(mean, Math.min.apply(null, Array.from(near.free.slice(from, from + each)))) });
    }
    return rows;
  };
})((window.patrolMap = window.patrolMap || {}));
