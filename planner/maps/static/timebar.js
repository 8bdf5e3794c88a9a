/* The one control of time: it moves every unit and drone and recolours the demand. */
(function (pm) {
  "use strict";

  const MINUTE_S = 60;
  const HOUR_S = 3600;
  const SPEEDS = [60, 300, 900, 3600];

  pm.TimeBar = function (app, root) {
    this.app = app;
    this.speed = SPEEDS[1];
    this.playing = false;
    this.build(root);
    document.addEventListener("keydown", (event) => this.onKey(event));
    app.watch(() => this.show());
    this.show();
  };

  pm.TimeBar.prototype = {
    build(root) {
      const el = pm.el;
      const words = this.app.words;
      const button = (key, icon, action) =>
        el("button", { type: "button", class: "round-button", title: words(key), "aria-label": words(key), onclick: action }, pm.icon(icon));
      this.clock = el("strong", { class: "clock" });
      this.date = el("span", { class: "date" });
      this.zone = el("span", { class: "zone" });
      this.round = el("div", { class: "round-text" });
      this.play = button("map_play", "play", () => this.toggle());
      this.play.classList.add("play");
      this.range = el("input", {
        type: "range", min: 0, max: this.app.data.seconds, step: MINUTE_S, class: "time-range", "aria-label": words("map_time"),
        oninput: () => this.app.setTime(Number(this.range.value)),
        onkeydown: (event) => this.onRangeKey(event),
      });
      const speed = el("select", { "aria-label": words("map_speed"), onchange: (event) => { this.speed = Number(event.target.value); } },
        SPEEDS.map((one) => el("option", { value: one, selected: one === this.speed }, words("map_speed_" + one))));
      pm.append(root, [
        el("div", { class: "now-text" }, this.clock, el("div", { class: "now-small" }, this.date, this.zone)),
        el("div", { class: "buttons", role: "group", "aria-label": words("map_time_buttons") },
          button("map_previous_round", "back", () => this.stepRound(-1)),
          button("map_minute_back", "minusMinute", () => this.step(-MINUTE_S)),
          this.play,
          button("map_minute_on", "plusMinute", () => this.step(MINUTE_S)),
          button("map_next_round", "forward", () => this.stepRound(1)),
          speed),
        this.round,
        el("div", { class: "track" }, this.chart(), this.range),
      ]);
    },

    /* Bars of demand by hour, ticks of the rounds, and the clock along them. */
    chart() {
      const data = this.app.data;
      const total = data.seconds;
      const node = pm.svg("svg", { class: "chart", viewBox: "0 0 1000 46", preserveAspectRatio: "none", "aria-hidden": "true" });
      const hours = Math.ceil(total / HOUR_S);
      const sums = [];
      for (let hour = 0; hour < hours; hour += 1) {
        sums.push(data.grids.reduce((sum, grid) => sum + (grid.demand[hour] || 0), 0));
      }
      const most = Math.max.apply(null, [1e-9].concat(sums));
      const px = (t) => (1000 * t) / total;
      for (let t = 0; t < total; t += 900) {
        if (this.app.moments.isNight(t)) {
          node.appendChild(pm.svg("rect", { class: "night-band", x: px(t), y: 0, width: px(900) + 0.3, height: 46 }));
        }
      }
      sums.forEach((sum, hour) => {
        const height = Math.max(1.5, 28 * (sum / most));
        node.appendChild(pm.svg("rect", { class: "bar", x: px(hour * HOUR_S) + 0.8, y: 34 - height, width: px(HOUR_S) - 1.6, height: height }));
      });
      data.flights.forEach((flight) => {
        node.appendChild(pm.svg("rect", { class: "tick", x: px(flight.takeoff), y: 37, width: 1.4, height: 7 }));
      });
      const labels = pm.el("div", { class: "hours", "aria-hidden": "true" });
      const every = Math.max(1, Math.round(hours / 12));
      for (let hour = 0; hour <= hours; hour += every) {
        labels.appendChild(pm.el("span", { style: "left:" + px(hour * HOUR_S) / 10 + "%" }, this.app.moments.clock(hour * HOUR_S)));
      }
      this.cursor = pm.el("div", { class: "cursor", "aria-hidden": "true" });
      return pm.el("div", { class: "chart-box" }, node, labels, this.cursor);
    },

    show() {
      const app = this.app;
      const t = app.t;
      pm.setText(this.clock, app.moments.clock(t));
      pm.setText(this.date, app.moments.shortDate(t));
      pm.setText(this.zone, app.moments.zone(t));
      pm.setText(this.round, app.roundText());
      this.range.value = t;
      this.range.setAttribute("aria-valuetext", app.moments.clock(t) + ", " + app.moments.shortDate(t) + ", " + app.roundText());
      this.cursor.style.left = (100 * t) / app.data.seconds + "%";
    },

    step(seconds) {
      const t = this.app.t + seconds;
      this.app.setTime(Math.round(t / MINUTE_S) * MINUTE_S);
    },

    stepRound(direction) {
      const starts = this.app.data.flights.map((flight) => flight.takeoff);
      const t = this.app.t;
      const found = direction > 0 ? starts.find((start) => start > t) : starts.filter((start) => start < t).pop();
      if (found !== undefined) {
        this.app.setTime(found);
      }
    },

    toggle() {
      this.playing = !this.playing;
      this.app.playing = this.playing;
      this.app.still[1].redraw();
      const key = this.playing ? "map_pause" : "map_play";
      pm.clear(this.play).appendChild(pm.icon(this.playing ? "pause" : "play"));
      this.play.setAttribute("aria-label", this.app.words(key));
      this.play.title = this.app.words(key);
      if (this.playing) {
        if (this.app.t >= this.app.data.seconds) {
          this.app.setTime(0);
        }
        this.last = null;
        this.frame();
      }
    },

    /* With reduced motion the map moves once a second instead of gliding. */
    frame() {
      const tick = (now) => {
        if (!this.playing) {
          return;
        }
        const waited = this.last === null ? 0 : (now - this.last) / 1000;
        if (this.last === null || !pm.calm() || waited >= 1) {
          this.last = now;
          this.app.setTime(Math.min(this.app.data.seconds, this.app.t + Math.min(waited, 1.5) * this.speed));
          if (this.app.t >= this.app.data.seconds) {
            this.toggle();
            return;
          }
        }
        window.requestAnimationFrame(tick);
      };
      window.requestAnimationFrame(tick);
    },

    /* Page keys move by an hour; arrows move by a minute by themselves. */
    onRangeKey(event) {
      const far = { PageUp: HOUR_S, PageDown: -HOUR_S }[event.key];
      if (far) {
        event.preventDefault();
        this.step(far);
      }
    },

    /* Keys for the whole page, unless they mean something where the focus is. */
    onKey(event) {
      const busy = event.target.closest && event.target.closest("input, select, textarea, button, summary, a, [role=tab], .leaflet-container");
      if (busy || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const actions = {
        " ": () => this.toggle(),
        ArrowLeft: () => this.step(-MINUTE_S),
        ArrowRight: () => this.step(MINUTE_S),
        PageUp: () => this.step(HOUR_S),
        PageDown: () => this.step(-HOUR_S),
        ",": () => this.stepRound(-1),
        ".": () => this.stepRound(1),
      };
      if (actions[event.key]) {
        event.preventDefault();
        actions[event.key]();
      }
    },
  };


  pm.calm = function () {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  };
})((window.patrolMap = window.patrolMap || {}));
