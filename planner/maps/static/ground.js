/* What does not move: grids coloured by demand, streets, zones, places, boundary. */
(function (pm) {
  "use strict";

  const CLASS_STYLES = {
    motorway: ["major", 4.2, 9], trunk: ["major", 4.2, 9], primary: ["major", 3.8, 9], secondary: ["major", 3, 9],
    tertiary: ["middle", 2.3, 12], unclassified: ["minor", 1.5, 13], residential: ["minor", 1.5, 13],
    living_street: ["minor", 1.4, 14], service: ["minor", 0.9, 15], pedestrian: ["minor", 1.1, 14],
    track: ["way", 0.6, 15.5], cycleway: ["way", 0.5, 15.5], footway: ["way", 0.5, 15.5], path: ["way", 0.5, 16], steps: ["way", 0.5, 16],
  };
  const NAMED_FROM_ZOOM = { major: 13.5, middle: 14.5, minor: 16, way: 17.5 };

  pm.Ground = function (app) {
    this.app = app;
    this.classes = pm.demandClasses(app.data.grids);
    this.patterns = {};
  };

  pm.Ground.prototype = {
    drawGround(ctx, view) {
      const shown = this.app.settings;
      this.onto(ctx, view);
      if (shown.demand) { this.drawDemand(); }
      if (shown.streets) { this.drawStreets(); }
      if (shown.boundary) { this.drawBoundary(); }
      if (shown.grids) { this.drawGridEdges(); }
      if (shown.zones) { this.drawZones(); }
      if (shown.areas || shown.lines) { this.drawWorkGround(); }
      if (shown.places) { this.places().forEach((place) => this.drawPlace(place)); }
    },

    /* Names lie above trails and below signs. */
    drawNames(ctx, view) {
      const shown = this.app.settings;
      this.onto(ctx, view);
      const placer = new pm.Placer(ctx);
      this.reserveSigns(placer);
      if (shown.grids) { this.nameGrids(placer); }
      if (shown.zones) { this.nameZones(placer); }
      this.taken = placer.taken.slice();
      if (shown.streets && shown.names) { this.nameStreets(placer); }
      if (shown.places) { this.namePlaces(placer); }
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
        const color = this.palette.demand[pm.demandClass(this.classes, grid.demand[hour])];
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
      return zone.kind === "no_fly" ? this.palette.noFly : zone.kind === "privacy" ? this.palette.privacy : this.palette.restricted;
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
        this.ctx.beginPath();
        if (item.kind === "line" && this.app.settings.lines) {
          this.view.trace(item.line, 0, item.line.n - 1);
          this.stroke(this.palette.halo, selected ? 11 : 8);
          this.ctx.beginPath();
          this.view.trace(item.line, 0, item.line.n - 1);
          this.stroke(ink, selected ? 6 : 3.6, item.required ? [] : [4, 6]);
        } else if (item.kind === "area" && this.app.settings.areas) {
          this.view.outline(item.region);
          this.stroke(ink, selected ? 4 : 2.2, [9, 4, 2, 4]);
        }
      });
    },

    /* Leave room for the signs that the live layer draws. */
    reserveSigns(placer) {
      const app = this.app;
      const keep = (item, half) => placer.take(this.view.x(item.at.x), this.view.y(item.at.y), half, half);
      placer.take(this.view.x(app.data.base.x), this.view.y(app.data.base.y), 16, 16);
      if (app.settings.offices) { app.data.offices.forEach((office) => keep(office, 12)); }
      if (app.settings.docks) { app.data.docks.forEach((dock) => keep(dock, 12)); }
      app.data.work.filter((item) => app.settings[item.kind + "s"]).forEach((item) => keep(item, 9));
    },

    nameGrids(placer) {
      const style = { font: "600 13px " + pm.FONT, size: 13, color: this.palette.text, halo: this.palette.halo, haloWidth: 4 };
      const small = { font: "12px " + pm.FONT, size: 12, color: this.palette.text, halo: this.palette.halo, haloWidth: 4 };
      const hour = this.app.hour();
      this.app.data.grids.filter((grid) => this.view.shows(grid.at, 60)).forEach((grid) => {
        const x = this.view.x(grid.at.x);
        const y = this.view.y(grid.at.y);
        const spots = [[0, 0], [0, -26], [0, 26], [0, -44], [0, 44], [50, 0], [-50, 0]].map((one) => [one[0], one[1], "center"]);
        if (placer.write(grid.name, x, y, spots, style) && this.app.settings.demand) {
          const box = placer.taken[placer.taken.length - 1];
          const text = this.app.words("map_per_hour", { figure: pm.figure(grid.demand[hour]) });
          placer.write(text, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, [[0, 17, "center"]], small);
        }
      });
    },

    nameZones(placer) {
      this.app.data.zones.filter((zone) => this.view.shows(zone.at, 60) && pm.isOpen(zone.active, this.app.t)).forEach((zone) => {
        const style = { font: "600 12px " + pm.FONT, size: 12, color: this.zoneColor(zone), halo: this.palette.halo, haloWidth: 4 };
        const x = this.view.x(zone.at.x);
        const y = this.view.y(zone.at.y);
        if (this.view.zoom >= 14) {
          placer.write(this.app.zoneTitle(zone), x, y, [[0, 0, "center"], [0, 20, "center"], [0, -20, "center"]], style);
        }
      });
    },

    nameStreets(placer) {
      const names = this.app.data.streets.names;
      this.app.data.streets.classes.forEach((row) => {
        const group = CLASS_STYLES[row.name][0];
        if (this.view.zoom < NAMED_FROM_ZOOM[group]) {
          return;
        }
        const size = group === "major" ? 12 : 11;
        const style = { font: size + "px " + pm.FONT, size: size, color: this.palette.streetText, halo: this.palette.halo };
        const written = {};
        row.lines.forEach((line, number) => {
          const name = names[row.names[number]];
          if (name && (written[name] || 0) < 2 && placer.along(name, this.onScreen(line), style)) {
            written[name] = (written[name] || 0) + 1;
          }
        });
      });
    },

    onScreen(line) {
      const points = [];
      for (let i = 0; i < line.n; i += 1) {
        const x = this.view.x(line.x[i]);
        const y = this.view.y(line.y[i]);
        if (x > -40 && y > -40 && x < this.view.width + 40 && y < this.view.height + 40) {
          points.push([x, y]);
        }
      }
      return points;
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

    namePlaces(placer) {
      const style = { font: "11px " + pm.FONT, size: 11, color: this.palette.placeText, halo: this.palette.halo };
      const count = this.view.zoom >= 16.5 ? Infinity : this.view.zoom >= 15.5 ? 40 : 12;
      this.places().slice(0, count).forEach((place) => {
        const far = this.radius(place) + 5;
        placer.write(place.name, this.view.x(place.at.x), this.view.y(place.at.y), [[far, 0, "left"], [-far, 0, "right"], [0, far + 4, "center"]], style);
      });
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
      ctx.stroke();
    }
    return tile;
  };
})((window.patrolMap = window.patrolMap || {}));
