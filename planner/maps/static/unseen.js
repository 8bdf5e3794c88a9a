/* Streets by the longest time without a patrol in the plan: colour and width; never is dashed and of a colour of its own. */
(function (pm) {
  "use strict";

  const COLORS = { day: ["#9dbfd6", "#6ba3cb", "#3c81ba", "#1b5590", "#07264a"], night: ["#35506e", "#446f9c", "#5f95cc", "#93c4f2", "#dceeff"] };
  const NEVER_COLORS = { day: "#b3261e", night: "#ff9488" };
  const WIDTHS = [1.4, 2, 2.8, 3.8, 4.9]; /* the second sign beside the colour [px] at zoom 14.5 */
  const NEVER_WIDTH = 3;
  const NEVER_DASH = [7, 5];
  const HALO_PX = 1.6;

  /* Marks along every line as runs of points: {mark, from, until}. */
  pm.decodeMarks = function (marks, lines) {
    return marks.map((runs, number) => {
      if (runs.length === 1) {
        return [{ mark: runs[0], from: 0, until: lines[number].n - 1 }];
      }
      const found = [];
      for (let i = 0, from = 0; i < runs.length; i += 2) {
        found.push({ mark: runs[i], from: from, until: from + runs[i + 1] });
        from += runs[i + 1];
      }
      return found;
    });
  };

  function style(mark, limits, night) {
    const light = night ? "night" : "day";
    return mark > limits.length ? { color: NEVER_COLORS[light], width: NEVER_WIDTH, dash: NEVER_DASH } : { color: COLORS[light][mark], width: WIDTHS[mark], dash: [] };
  }

  /* Draw with the tools of the ground, the streets that are seen most often first. */
  pm.drawUnseen = function (ground) {
    const app = ground.app;
    const limits = app.data.unseen.limits_h;
    const grow = Math.max(0.55, Math.min(2, Math.pow(1.3, ground.view.zoom - 14.5)));
    for (let mark = 0; mark <= limits.length + 1; mark += 1) {
      const one = style(mark, limits, app.night);
      const trace = () => {
        ground.ctx.beginPath();
        app.data.streets.classes.forEach((row) => row.runs.forEach((runs, number) => runs.forEach((run) => {
          if (run.mark === mark) { ground.view.trace(row.lines[number], run.from, run.until); }
        })));
      };
      trace();
      ground.stroke(ground.palette.halo, one.width * grow + HALO_PX);
      trace();
      ground.ctx.lineCap = "butt";
      ground.stroke(one.color, one.width * grow, one.dash.map((part) => part * Math.max(0.7, grow)));
    }
  };

  /* What colours and widths mean, with the share of the length of all streets. */
  pm.unseenLegend = function (app) {
    const words = app.words;
    const unseen = app.data.unseen;
    const limits = unseen.limits_h;
    const label = (mark) => (mark > limits.length ? words("map_unseen_never") : mark === limits.length ? "\u2265 " + limits[mark - 1] + " h" : "< " + limits[mark] + " h");
    const rows = unseen.share_pct.map((share, mark) => {
      const one = style(mark, limits, app.night);
      const node = pm.svg("svg", { viewBox: "0 0 30 10", width: 30, height: 10, "aria-hidden": "true" });
      node.appendChild(pm.svg("line", { x1: 1, x2: 29, y1: 5, y2: 5, stroke: one.color, "stroke-width": one.width, "stroke-dasharray": one.dash.join(" ") || "none" }));
      return pm.el("li", {}, node, label(mark), pm.el("span", { class: "unseen-share" }, share + " %"));
    });
    return pm.el("div", { class: "unseen-legend" },
      pm.el("span", { class: "ramp-title" }, words("map_unseen_title")),
      pm.el("ol", {}, rows),
      pm.el("span", { class: "ramp-title" }, words("map_unseen_note")));
  };

  /* Rows of the table of streets: name, longest time without a patrol, length never seen; the worst first. */
  pm.unseenRows = function (app) {
    const unseen = app.data.unseen;
    const rows = app.data.streets.names.map((name, number) => ({ name: name, found: unseen ? unseen.by_name[number] : null })).filter((row) => row.name);
    const rank = (row) => (row.found === null ? -1 : row.found[0] === null ? Infinity : row.found[0]);
    const never = (row) => (row.found ? row.found[1] : 0);
    if (unseen) { rows.sort((a, b) => (rank(a) === rank(b) ? never(b) - never(a) : rank(b) - rank(a))); }
    const cell = (row) => (row.found[0] === null ? app.words("map_unseen_never") : (row.found[0] / 60).toFixed(1));
    return rows.map((row) => ({ pick: null, cells: [row.name].concat(unseen ? (row.found ? [cell(row), (row.found[1] / 1000).toFixed(1)] : ["", ""]) : []) }));
  };
})((window.patrolMap = window.patrolMap || {}));
