/* A small map of an answer: ways and signs over the ground, drawn by the layers of the large map. Text is drawn, never markup. */
(function (pm) {
  "use strict";

  const ASKED = Object.assign({ shape: "circle" }, pm.VISIT_STYLES.due);
  const CLOSED = Object.assign({ shape: "square" }, pm.VISIT_STYLES.done);
  const OPEN = Object.assign({ shape: "diamond" }, pm.VISIT_STYLES.missed);
  const RING = { near: "#5b2a86", far: "#c9a3e6" };
  const EDGE_PX = 36;
  const CLOSEST_ZOOM = 17;
  const RING_PX = 5;
  const UNLISTED_PX = 14;

  function Answer(root, ground, answer) {
    pm.SmallMap.call(this, root, ground, answer.features, answer.tiers, answer.labels);
    this.fit();
    this.lay();
    this.layer("answerWays", 410, (ctx, view) => this.drawLines(ctx, view));
    this.layer("answerSigns", 450, (ctx, view) => this.drawSigns(ctx, view));
  }

  Answer.prototype = Object.assign(Object.create(pm.SmallMap.prototype), {
    /* Everything that was answered in one view; a single place with the streets about it. */
    fit() {
      const points = [];
      this.data.work.forEach((item) => {
        if (item.kind === "point") {
          points.push([item.at.lat, item.at.lon]);
        } else {
          for (let i = 0; i < item.line.n; i += 1) { points.push([item.line.lat[i], item.line.lon[i]]); }
        }
      });
      this.map.fitBounds(points, { padding: [EDGE_PX, EDGE_PX], maxZoom: CLOSEST_ZOOM, animate: false });
    },

    styleOf(item) {
      return item.tier === null ? Object.assign({ dash: [3, 7] }, pm.DRONE_STYLE) : this.tierStyles[item.tier];
    },

    drawLines(ctx, view) {
      const lines = this.data.work.filter((item) => item.kind === "line");
      ctx.lineJoin = "round";
      ctx.lineCap = "round";
      lines.filter((item) => item.sign === "ring").reverse().forEach((item) => this.stroke(ctx, view, item.line, item.part < 0.5 ? RING.near : RING.far, 7 - 4 * item.part, []));
      const ways = lines.filter((item) => item.sign === "way");
      ways.forEach((item) => this.stroke(ctx, view, item.line, pm.palette(false).halo, 8, []));
      ways.forEach((item) => this.stroke(ctx, view, item.line, this.styleOf(item).color, 4, this.styleOf(item).dash));
    },

    stroke(ctx, view, line, color, width, dash) {
      ctx.beginPath();
      view.trace(line, 0, line.n - 1);
      ctx.setLineDash(dash);
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
      ctx.setLineDash([]);
    },

    /* The place that was asked about over all, then junctions, then who comes; each with its number. */
    drawSigns(ctx, view) {
      const palette = pm.palette(false);
      const grow = this.live.growth();
      pm.drawFixed(ctx, pm.fixedSigns(this, view, grow), palette.signHalo);
      const rank = { unit: 0, open: 1, closed: 2, asked: 3 };
      const points = this.data.work.filter((item) => item.kind === "point").sort((a, b) => rank[a.sign] - rank[b.sign]);
      const placer = new pm.Placer(ctx, view.seen());
      const sizes = { unit: 26, open: 24, closed: 22, asked: 28 };
      const styles = { open: OPEN, closed: CLOSED, asked: ASKED };
      points.forEach((item) => {
        const size = (item.sign === "open" && !item.text ? UNLISTED_PX : sizes[item.sign]) * grow;
        this.ring(ctx, view.x(item.at.x), view.y(item.at.y), size, item);
        pm.drawSign(ctx, item.sign === "unit" ? this.styleOf(item) : styles[item.sign], view.x(item.at.x), view.y(item.at.y), size, palette.signHalo);
        placer.take(view.x(item.at.x), view.y(item.at.y), size / 2 - 2, size / 2 - 2);
      });
      const style = { font: "700 15px " + pm.FONT, size: 15, color: palette.text, halo: palette.halo, haloWidth: 5 };
      points.filter((item) => item.text).forEach((item) => {
        const far = (sizes[item.sign] * grow) / 2 + 3;
        placer.write(item.text, view.x(item.at.x), view.y(item.at.y), [[far, 0, "left"], [-far, 0, "right"], [0, -far - 7, "center"], [0, far + 7, "center"], [far, -far, "left"], [-far, far, "right"]], style);
      });
    },

    /* A ring about who reports a position; a broken one if the plan does not have the unit. */
    ring(ctx, x, y, size, item) {
      if (item.source === "live" || item.source === "stranger") {
        [["#ffffff", 5], ["#1b2430", 2.5]].forEach(([color, width]) => {
          ctx.beginPath();
          ctx.arc(x, y, size / 2 + RING_PX, 0, 2 * Math.PI);
          ctx.setLineDash(item.source === "stranger" ? [5, 4] : []);
          ctx.strokeStyle = color;
          ctx.lineWidth = width;
          ctx.stroke();
          ctx.setLineDash([]);
        });
      }
    },
  });

  const root = document.getElementById("answer-map");
  if (root && window.L) {
    pm.groundOf(root.dataset.ground)
      .then((ground) => {
        document.getElementById("answer-figure").hidden = false;
        document.getElementById("answer-source").textContent = ground.attribution;
        pm.answer = new Answer(root, ground, JSON.parse(root.dataset.answer));
        root.dataset.ready = "yes";
      });
  }
})((window.patrolMap = window.patrolMap || {}));
