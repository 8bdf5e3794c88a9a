/* Ground that the drones have seen: how often so far and how long ago, by day and by night apart. */
(function (pm) {
  "use strict";

  const NEVER = -1;
  const OFTEN = [1, 2, 4, 8, 16]; /* a class begins at so many looks */
  const AGO_S = [8 * 3600, 4 * 3600, 2 * 3600, 3600, 0]; /* a class ends so long ago; the freshest ground is the strongest */
  const COLORS = { day: ["#d3e3f3", "#a3c8e8", "#64a2d8", "#2d76b8", "#0b4a8a"], night: ["#24405f", "#2f608f", "#3f86c2", "#74b5ea", "#cfe8ff"] };
  const SIDES = [0.34, 0.5, 0.66, 0.82, 1]; /* part of a cell's side that is filled: the second sign beside the colour */

  pm.SEEN_MODES = ["", "often", "ago"];
  pm.SEEN_TIMES = ["all", "day", "night"];

  /* Cells as boxes of the world, flights with the cells that they see and when [s]. */
  pm.decodeSeen = function (seen, line, sums) {
    if (!seen) {
      return null;
    }
    const low = line(seen.cells);
    const high = line(seen.cells.map((step, i) => step + (i < 2 ? seen.side[i] : 0)));
    return {
      boxes: Array.from(low.x, (x, i) => ({ left: x, right: high.x[i], top: high.y[i], bottom: low.y[i] })),
      nights: seen.nights,
      flights: seen.flights.map((flight) => ({ cells: sums(flight.cells), times: moments(flight.minutes) })),
    };
  };

  /* Runs of minutes and how many cells were seen in each, as one moment for each cell [s]. */
  function moments(runs) {
    const found = [];
    let minute = 0;
    for (let i = 0; i < runs.length; i += 2) {
      minute += runs[i];
      for (let n = 0; n < runs[i + 1]; n += 1) { found.push(60 * minute); }
    }
    return found;
  }

  function isNight(seen, t) {
    return seen.nights.some((span) => span[0] <= t && t < span[1]);
  }

  /* Of every cell how often it was seen until a moment, and how long ago last [s]; NEVER if it was not. */
  pm.seenUntil = function (seen, t, times) {
    const counts = new Int32Array(seen.boxes.length);
    const last = new Float64Array(seen.boxes.length).fill(NEVER);
    seen.flights.forEach((flight) => {
      for (let i = 0; i < flight.cells.length && flight.times[i] <= t; i += 1) {
        if (times === "all" || isNight(seen, flight.times[i]) === (times === "night")) {
          counts[flight.cells[i]] += 1;
          last[flight.cells[i]] = Math.max(last[flight.cells[i]], flight.times[i]);
        }
      }
    });
    return { counts: counts, ago: last.map((moment) => (moment === NEVER ? NEVER : t - moment)) };
  };

  /* Class 0 to 4, or NEVER. */
  pm.seenClass = function (mode, count, ago) {
    if (count === 0) {
      return NEVER;
    }
    if (mode === "often") {
      return OFTEN.filter((limit) => count >= limit).length - 1;
    }
    return AGO_S.findIndex((limit) => ago >= limit);
  };

  pm.drawSeen = function (ctx, view, app) {
    const seen = app.data.seen;
    const found = pm.seenUntil(seen, app.t, app.settings.seenTimes);
    const colors = COLORS[app.night ? "night" : "day"];
    ctx.strokeStyle = pm.palette(app.night).streetText;
    ctx.lineWidth = 0.8;
    ctx.globalAlpha = 0.8;
    seen.boxes.forEach((box, number) => {
      const step = pm.seenClass(app.settings.seen, found.counts[number], found.ago[number]);
      const x = (view.x(box.left) + view.x(box.right)) / 2;
      const y = (view.y(box.top) + view.y(box.bottom)) / 2;
      const side = view.x(box.right) - view.x(box.left);
      if (step === NEVER) {
        const arm = Math.min(3, 0.16 * side);
        ctx.beginPath();
        ctx.moveTo(x - arm, y - arm);
        ctx.lineTo(x + arm, y + arm);
        ctx.moveTo(x - arm, y + arm);
        ctx.lineTo(x + arm, y - arm);
        ctx.stroke();
      } else {
        const size = SIDES[step] * side;
        ctx.fillStyle = colors[step];
        ctx.fillRect(x - size / 2, y - size / 2, size + 0.3, size + 0.3);
      }
    });
    ctx.globalAlpha = 1;
  };

  /* What the squares mean, and how much of the ground was seen. */
  pm.seenLegend = function (app) {
    const words = app.words;
    const mode = app.settings.seen;
    const found = pm.seenUntil(app.data.seen, app.t, app.settings.seenTimes);
    const share = found.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) / Math.max(1, found.counts.length);
    const colors = COLORS[app.night ? "night" : "day"];
    const label = (step) => (mode === "often"
      ? OFTEN[step] + (step === 4 || OFTEN[step + 1] > OFTEN[step] + 1 ? (step === 4 ? "+" : "\u2013" + (OFTEN[step + 1] - 1)) : "")
      : step === 0 ? "\u2265 8 h" : "< " + (AGO_S[step - 1] / 3600) + " h");
    const steps = colors.map((color, step) => {
      const swatch = pm.el("span", { class: "seen-swatch", "aria-hidden": "true" });
      const fill = pm.el("span", { class: "seen-fill" });
      fill.style.backgroundColor = color;
      fill.style.width = fill.style.height = 100 * SIDES[step] + "%";
      swatch.appendChild(fill);
      return pm.el("li", {}, swatch, label(step));
    });
    return pm.el("div", { class: "seen-legend" },
      pm.el("span", { class: "ramp-title" }, words("map_seen_" + mode) + " \u00b7 " + words("map_seen_" + app.settings.seenTimes)),
      pm.el("ol", {}, steps, pm.el("li", {}, pm.el("span", { class: "seen-never", "aria-hidden": "true" }, "\u00d7"), words("map_seen_never"))),
      pm.el("span", { class: "ramp-title" }, words("map_seen_share", { share: Math.round(100 * share) })));
  };

  /* The two choices, which stand beside the rounds and in the list of layers, always alike. */
  pm.seenChoice = function (app) {
    const words = app.words;
    if (!app.data.seen) {
      return null;
    }
    const choose = (key, chosen) => {
      app.settings[key] = chosen;
      document.querySelectorAll(".seen-choice select." + key).forEach((one) => { one.value = chosen; });
      app.refresh();
    };
    const select = (key, prefix, all) => pm.el("select", { class: "wide " + key, "aria-label": words(prefix + "_choice"), onchange: (event) => choose(key, event.target.value) },
      all.map((one) => pm.el("option", { value: one, selected: one === app.settings[key] }, words(prefix + "_" + (one || "off")))));
    const times = app.data.seen.nights.length > 0;
    return pm.el("div", { class: "seen-choice" }, pm.el("p", { class: "note" }, words("map_seen_note")), select("seen", "map_seen", pm.SEEN_MODES), times && select("seenTimes", "map_seen", pm.SEEN_TIMES));
  };
})((window.patrolMap = window.patrolMap || {}));
