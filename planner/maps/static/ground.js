/* What does not move: grids coloured by demand, streets, zones, places, boundary. */
(function (pm) {
  "use strict";

  /* Group of colours, width at zoom 14.5 [px] and the zoom from which a class of streets is drawn. */
  const CLASS_STYLES = {
    motorway: ["major", 4.2, 9], trunk: ["major", 4.2, 9], primary: ["major", 3.8, 9], secondary: ["major", 3, 9],
    tertiary: ["middle", 2.3, 12], unclassified: ["minor", 1.5, 13], residential: ["minor", 1.5, 13],
    living_street: ["minor", 1.4, 14], service: ["minor", 0.9, 15], pedestrian: ["minor", 1.1, 14],
    track: ["way", 0.6, 15.5], cycleway: ["way", 0.5, 15.5], footway: ["way", 0.5, 15.5], path: ["way", 0.5, 16], steps: ["way", 0.5, 16],
  };

  pm.STREET_STYLES = CLASS_STYLES;

  pm.Ground = function (app) {
    this.app = app;
    this.limits = pm.demandLimits(app.data.grids);
    this.patterns = {};
  };

  pm.Ground.prototype = {
    draw(ctx, view) {
      const shown = this.app.settings;
      this.onto(ctx, view);
      if (shown.demand && !shown.seen && !shown.unseen) { this.drawDemand(); }
      if (shown.streets) { this.drawStreets(); }
      if (shown.seen) { pm.drawSeen(ctx, view, this.app); }
      if (shown.unseen) { pm.drawUnseen(this); }
      if (shown.boundary) { this.drawBoundary(); }
      if (shown.grids) { this.drawGridEdges(); }
      if (shown.zones) { this.drawZones(); }
      if (shown.areas || shown.lines) { this.drawWorkGround(); }
      if (shown.places) { this.places().forEach((place) => this.drawPlace(place)); }
    },

    onto(ctx, view) {
      this.palette = pm.palette(this.app.night);
      this.ctx = ctx;
      this.view = view;
    },

    fill(polygons, color, alpha) {
      this.ctx.beginPath();
      this.view.outline(polygons);
      this.ctx.globalAlpha = alpha;
      this.ctx.fillStyle = color;
      this.ctx.fill("evenodd");
      this.ctx.globalAlpha = 1;
    },

    stroke(color, width, dash) {
      this.ctx.lineJoin = "round";
      this.ctx.lineCap = "round";
      this.ctx.setLineDash(dash || []);
      this.ctx.strokeStyle = color;
      this.ctx.lineWidth = width;
      this.ctx.stroke();
      this.ctx.setLineDash([]);
    },

    drawDemand() {
      const hour = this.app.hour();
      this.app.data.grids.forEach((grid) => {
        const color = this.palette.demand[pm.demandClass(this.limits, grid.demand[hour])];
        this.fill(grid.region, color, this.app.data.tiles ? 0.45 : this.palette.demandAlpha);
      });
    },

    drawStreets() {
      const grow = Math.pow(1.55, this.view.zoom - 14.5);
      const rows = this.app.data.streets.classes.filter((row) => this.view.zoom >= CLASS_STYLES[row.name][2]).reverse();
      const pass = (casing) => rows.forEach((row) => {
        const style = CLASS_STYLES[row.name];
        const colors = this.palette.streets[style[0]];
        const color = casing ? colors[1] : colors[0];
        if (color) {
          this.ctx.beginPath();
          row.lines.forEach((line) => this.view.trace(line, 0, line.n - 1));
          const width = Math.max(style[0] === "way" ? 0.7 : 1, style[1] * grow);
          this.stroke(color, casing ? width + 1.6 : width, style[0] === "way" ? [3, 3] : []);
        }
      });
      pass(true);
      pass(false);
    },

    drawBoundary() {
      const ctx = this.ctx;
      ctx.beginPath();
      ctx.rect(-5, -5, this.view.width + 10, this.view.height + 10);
      this.view.outline(this.app.data.boundary);
      ctx.fillStyle = this.palette.outside;
      ctx.fill("evenodd");
      ctx.beginPath();
      this.view.outline(this.app.data.boundary);
      this.stroke(this.palette.boundary, 2.6);
    },

    drawGridEdges() {
      this.ctx.beginPath();
      this.app.data.grids.forEach((grid) => this.view.outline(grid.region));
      this.stroke(this.palette.gridEdge, 1.3, [6, 4]);
      const selected = this.app.selected("grid");
      if (selected) {
        this.ctx.beginPath();
        this.view.outline(selected.region);
        this.stroke(this.palette.text, 3.5);
      }
    },

    drawZones() {
      const t = this.app.t;
      this.app.data.zones.forEach((zone) => {
        const active = pm.isOpen(zone.active, t);
        const color = this.zoneColor(zone);
        this.ctx.beginPath();
        this.view.outline(zone.region);
        if (active) {
          this.ctx.fillStyle = this.hatch(zone.kind, color);
          this.ctx.fill("evenodd");
        }
        const selected = this.app.selected("zone") === zone;
        this.stroke(color, selected ? 4 : active ? 2 : 1.2, active ? [] : [2, 5]);
      });
    },

    zoneColor(zone) {
      return zone.kind === "no_fly" ? this.palette.noFly : zone.kind === "privacy" ? this.palette.privacy : zone.kind === "crowd" ? this.palette.crowd : this.palette.restricted;
    },

    hatch(kind, color) {
      const key = kind + color;
      if (!this.patterns[key]) {
        this.patterns[key] = this.ctx.createPattern(pm.hatchTile(kind, color), "repeat");
      }
      return this.patterns[key];
    },

    drawWorkGround() {
      const states = this.app.workStates();
      this.app.data.work.forEach((item, number) => {
        const selected = this.app.selected("work") === item;
        const color = item.required ? pm.VISIT_STYLES[states[number]].color : "#8a939e";
        const ink = color === "#ffffff" ? this.palette.work : color;
        const isKept = item.kept && item.kind !== "point" && this.app.settings[item.kind + "s"] && pm.keptAt(this.app.data, number, this.app.t);
        if (isKept) {
          pm.drawKeptLine(this.ctx, this.palette, () => (item.kind === "line" ? this.view.trace(item.line, 0, item.line.n - 1) : this.view.outline(item.region)));
        }
        this.ctx.beginPath();
        if (item.kind === "line" && this.app.settings.lines) {
          this.view.trace(item.line, 0, item.line.n - 1);
          this.stroke(this.palette.halo, selected ? 11 : isKept ? 6.5 : 8);
          this.ctx.beginPath();
          this.view.trace(item.line, 0, item.line.n - 1);
          this.stroke(ink, selected ? 6 : 3.6, item.required ? [] : [4, 6]);
        } else if (item.kind === "area" && this.app.settings.areas) {
          this.view.outline(item.region);
          this.stroke(ink, selected ? 4 : 2.2, [9, 4, 2, 4]);
        }
      });
    },

    /* Places on the screen, the most crowded first; from far away only those. */
    places() {
      const most = this.view.zoom < 14 ? 40 : Infinity;
      const shown = this.app.data.places.filter((place) => this.view.shows(place.at, 20));
      return shown.sort((a, b) => b.crowd - a.crowd).slice(0, most);
    },

    radius(place) {
      const most = Math.max.apply(null, [1].concat(this.app.data.places.map((other) => other.crowd)));
      return (2 + 3 * Math.sqrt(place.crowd / most)) * Math.max(0.45, Math.min(1, (this.view.zoom - 12.5) / 3));
    },

    /* A small square, filled while the place is open. */
    drawPlace(place) {
      const radius = this.radius(place);
      const selected = this.app.selected("place") === place;
      this.ctx.beginPath();
      this.ctx.rect(this.view.x(place.at.x) - radius, this.view.y(place.at.y) - radius, 2 * radius, 2 * radius);
      this.ctx.fillStyle = pm.isOpen(place.open, this.app.t) ? this.palette.place : this.palette.halo;
      this.ctx.fill();
      this.stroke(selected ? this.palette.text : this.palette.place, selected ? 4 : 1.3);
    },

  };

  /* One tile of a zone's pattern: slanted lines, dots or level lines, so that no zone is told by colour alone. */
  pm.hatchTile = function (kind, color) {
    const tile = document.createElement("canvas");
    tile.width = 10;
    tile.height = 10;
    const ctx = tile.getContext("2d");
    ctx.strokeStyle = color;
    ctx.fillStyle = color;
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    if (kind === "no_fly") {
      ctx.moveTo(-2, 12);
      ctx.lineTo(12, -2);
      ctx.moveTo(-2, 2);
      ctx.lineTo(2, -2);
      ctx.moveTo(8, 12);
      ctx.lineTo(12, 8);
      ctx.stroke();
    } else if (kind === "privacy") {
      ctx.arc(3, 3, 1.5, 0, 7);
      ctx.arc(8, 8, 1.5, 0, 7);
      ctx.fill();
    } else {
      ctx.moveTo(0, 5);
      ctx.lineTo(10, 5);
      if (kind === "crowd") {
        ctx.moveTo(5, 0);
        ctx.lineTo(5, 10);
      }
      ctx.stroke();
    }
    return tile;
  };
})((window.patrolMap = window.patrolMap || {}));
