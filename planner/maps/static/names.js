/* Names of the ground: grids, zones, streets and places, above trails and below signs. */
(function (pm) {
  "use strict";

  const NAMED_FROM_ZOOM = { major: 13.5, middle: 14.5, minor: 16, way: 17.5 };

  const REACH_PX = 140;
  const NAME_PX = 24;
  const NEAR = [];
  for (let dy = -REACH_PX; dy <= REACH_PX; dy += 14) {
    for (let dx = -REACH_PX; dx <= REACH_PX; dx += 20) { NEAR.push([dx, dy]); }
  }
  NEAR.sort((a, b) => Math.hypot(a[0], a[1]) - Math.hypot(b[0], b[1]));

  pm.Names = function (app) {
    this.app = app;
    this.taken = [];
  };

  pm.Names.prototype = {
    /* Names lie above trails and below signs. */
    draw(ctx, view) {
      const shown = this.app.settings;
      this.palette = pm.palette(this.app.night);
      this.view = view;
      const placer = new pm.Placer(ctx, view.seen());
      document.querySelectorAll(".map-buttons, .map-legend").forEach((one) => placer.taken.push(view.covered(one)));
      this.reserveSigns(placer);
      const still = placer.taken.length;
      if (!this.app.playing) { this.reserveMoving(ctx, placer); }
      const moving = placer.taken.length - still;
      if (shown.grids) { this.nameGrids(placer); }
      if (shown.zones) { this.nameZones(placer); }
      if (shown.places) { this.namePlaces(placer); }
      placer.taken.splice(still, moving);
      this.taken = placer.taken.slice();
      if (shown.streets && shown.names) { this.nameStreets(placer); }
    },

    /* Leave room for the signs that the live layer draws. */
    reserveSigns(placer) {
      const app = this.app;
      const grow = this.app.live.growth(this.view);
      pm.fixedSigns(app, this.view, grow).forEach((sign) => placer.take(sign.x, sign.y, sign.size / 2 + 2, sign.size / 2 + 2));
    },

    /* Leave room for units and drones as well while they stand still; names would jump about if they moved. */
    reserveMoving(ctx, placer) {
      this.app.live.arrange(ctx, this.view);
      this.app.live.signs.forEach((sign) => placer.take(sign.x, sign.y, sign.size / 2 + 2, sign.size / 2 + 2));
      const chosen = this.app.selected("unit");
      if (chosen) { chosen.stops.forEach((stop) => placer.take(this.view.x(stop.at.x), this.view.y(stop.at.y), 8, 8)); }
    },

    nameGrids(placer) {
      const style = { font: "600 13px " + pm.FONT, size: 13, color: this.palette.text, halo: this.palette.halo, haloWidth: 4 };
      const small = { font: "12px " + pm.FONT, size: 12, color: this.palette.text, halo: this.palette.halo, haloWidth: 4 };
      const hour = this.app.hour();
      this.app.data.grids.filter((grid) => this.view.shows(grid.at, 60)).forEach((grid) => {
        const x = this.view.x(grid.at.x);
        const y = this.view.y(grid.at.y);
        const middles = this.middles(grid);
        const figure = this.app.words("map_per_hour", { figure: pm.figure(grid.demand[hour]) });
        const both = this.app.settings.demand && placer.stack([grid.name, figure], x, y, middles, [style, small]);
        if (!both) { placer.stack([grid.name], x, y, middles, [style]); }
      });
    },

    /* Offsets from a grid's middle at which most of a name lies in the grid, the nearest first [px]. */
    middles(grid) {
      const inside = (dx, dy) => pm.insideRegion(grid.region, grid.at.x + dx / this.view.scale, grid.at.y + dy / this.view.scale);
      return NEAR.filter((one) => inside(one[0] - NAME_PX, one[1]) && inside(one[0] + NAME_PX, one[1]));
    },

    nameZones(placer) {
      this.app.data.zones.filter((zone) => this.view.shows(zone.at, 60) && pm.isOpen(zone.active, this.app.t)).forEach((zone) => {
        const style = { font: "600 12px " + pm.FONT, size: 12, color: this.app.ground.zoneColor(zone), halo: this.palette.halo, haloWidth: 4 };
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
        const group = pm.STREET_STYLES[row.name][0];
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

    namePlaces(placer) {
      const style = { font: "11px " + pm.FONT, size: 11, color: this.palette.placeText, halo: this.palette.halo };
      const count = this.view.zoom >= 16.5 ? Infinity : this.view.zoom >= 15.5 ? 40 : 12;
      this.app.ground.places().slice(0, count).forEach((place) => {
        const far = this.app.ground.radius(place) + 5;
        placer.write(place.name, this.view.x(place.at.x), this.view.y(place.at.y), [[far, 0, "left"], [-far, 0, "right"], [0, far + 4, "center"]], style);
      });
    },
  };
})((window.patrolMap = window.patrolMap || {}));
