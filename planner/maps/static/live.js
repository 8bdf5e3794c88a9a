/* What moves: units with their trails, drones with their rounds, and the state of required visits. */
(function (pm) {
  "use strict";

  const BRIGHT_S = 900; /* this much of a trail is drawn strongly */
  const SIGN_PX = 26;
  const FLIGHT_FAINT_ZOOM = 14.5;
  const LEADER_PX = 12; /* a sign that is farther than this from its place is tied to it by a line */
  const SMALL_MAP_PX = 500; /* on a map narrower than this all signs are drawn smaller */

  pm.Live = function (app) {
    this.app = app;
  };

  pm.Live.prototype = {
    onto(ctx, view) {
      this.palette = pm.palette(this.app.night);
      this.ctx = ctx;
      this.view = view;
      this.grow = this.growth(view);
    },

    growth(view) {
      return view.screen.clientWidth < SMALL_MAP_PX ? 0.8 : 1;
    },

    out() {
      return this.app.data.units.filter((unit) => this.app.settings.units[unit.id] && pm.isOut(unit, this.app.t));
    },

    flying() {
      return this.app.settings.rounds ? pm.flightsAt(this.app.data, this.app.t) : [];
    },

    drawTrails(ctx, view) {
      const app = this.app;
      const out = this.out();
      const flying = this.flying();
      const selectedUnit = app.selected("unit");
      const selectedFlight = app.selected("flight");
      this.onto(ctx, view);
      if (app.settings.lanes) { app.data.flights.forEach((flight) => this.drawLanes(flight)); }
      if (selectedUnit) { this.drawRoute(selectedUnit); }
      if (app.settings.trails) { out.forEach((unit) => this.drawTrail(unit, unit === selectedUnit, selectedUnit)); }
      flying.forEach((flight) => this.drawFlight(flight, flight === selectedFlight));
      if (selectedFlight && flying.indexOf(selectedFlight) < 0) { this.drawFlight(selectedFlight, true); }
    },

    drawSigns(ctx, view) {
      const app = this.app;
      this.arrange(ctx, view);
      this.signs.forEach((sign) => this.drawLeader(sign));
      this.drawKept();
      pm.drawFixed(ctx, this.fixed, this.palette.signHalo);
      this.placer = new pm.Placer(ctx, view.seen(), app.names.taken.slice());
      this.signs.forEach((sign) => this.placer.take(sign.x, sign.y, sign.size / 2, sign.size / 2));
      if (app.selected("unit")) { this.drawStops(app.selected("unit")); }
      this.drawMoving();
      this.drawPointed();
    },

    /* Where the signs of units and drones stand. */
    arrange(ctx, view) {
      this.onto(ctx, view);
      this.signs = [];
      this.out().forEach((unit) => this.placeUnit(unit, unit === this.app.selected("unit")));
      this.flying().forEach((flight) => this.placeDrone(flight, flight === this.app.selected("flight")));
      this.fixed = pm.fixedSigns(this.app, view, this.grow);
      pm.fanOut(this.signs, this.fixed);
    },

    line(color, width, dash, alpha) {
      const ctx = this.ctx;
      ctx.globalAlpha = alpha === undefined ? 1 : alpha;
      ctx.lineJoin = "round";
      ctx.lineCap = dash && dash.length ? "butt" : "round";
      ctx.setLineDash(dash || []);
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    },

    /* Path of a part of a track, with its ends between points. */
    part(track, from, until) {
      const ctx = this.ctx;
      const first = pm.positionAt(track, from);
      const last = pm.positionAt(track, until);
      ctx.beginPath();
      ctx.moveTo(this.view.x(first.x), this.view.y(first.y));
      for (let i = first.index + 1; i <= last.index; i += 1) {
        ctx.lineTo(this.view.x(track.x[i]), this.view.y(track.y[i]));
      }
      ctx.lineTo(this.view.x(last.x), this.view.y(last.y));
    },

    drawTrail(unit, isSelected, anySelected) {
      const style = this.app.tierStyles[unit.tier];
      const t = this.app.t;
      const dim = anySelected && !isSelected ? 0.35 : 1;
      const color = this.app.night ? pm.lighter(style.color) : style.color;
      this.part(unit.track, unit.start, t);
      this.line(color, 1.6, style.dash, 0.3 * dim);
      this.part(unit.track, Math.max(unit.start, t - BRIGHT_S), t);
      this.line(this.palette.halo, 6.5, [], 0.75 * dim);
      this.part(unit.track, Math.max(unit.start, t - BRIGHT_S), t);
      this.line(color, 3.4, style.dash, 0.95 * dim);
    },

    drawRoute(unit) {
      const style = this.app.tierStyles[unit.tier];
      const color = this.app.night ? pm.lighter(style.color) : style.color;
      this.part(unit.track, unit.start, unit.end);
      this.line(this.palette.halo, 10, [], 0.9);
      this.part(unit.track, unit.start, unit.end);
      this.line(color, 4.5, [], 0.45);
    },

    /* From far away the way ahead of a drone is faint, so that it does not cover the ground that it looks at. */
    drawFlight(flight, isSelected) {
      const near = isSelected ? 1 : Math.max(0, Math.min(1, (this.view.zoom - FLIGHT_FAINT_ZOOM) / 2));
      const color = this.palette.drone;
      const now = Math.max(flight.takeoff, Math.min(this.app.t, flight.landing));
      if (near === 1) {
        this.part(flight.track, now, flight.landing);
        this.line(this.palette.halo, isSelected ? 6 : 4, [], 0.7);
      }
      this.part(flight.track, now, flight.landing);
      this.line(color, isSelected ? 2.4 : 0.9 + 0.6 * near, [2, 5], 0.3 + 0.65 * near);
      if (this.app.t > flight.takeoff) {
        this.part(flight.track, flight.takeoff, now);
        this.line(color, isSelected ? 4 : 1.2 + 1.4 * near, [], 0.5 + 0.45 * near);
      }
    },

    /* The whole way of a round, whether its drone is in the air or not. */
    drawLanes(flight) {
      this.part(flight.track, flight.takeoff, flight.landing);
      this.line(this.palette.drone, 0.9, [], 0.3);
    },

    /* Rings about the signs of places that must be kept seen at this time. */
    drawKept() {
      const app = this.app;
      this.fixed.filter((sign) => sign.kind === "work" && sign.item.kept).forEach((sign) => {
        const kept = pm.keptAt(app.data, app.data.work.indexOf(sign.item), app.t);
        if (kept) {
          pm.drawKeptRing(this.ctx, this.palette, sign, kept.wanted > 0 ? pm.keptReached(kept, app.t) / kept.wanted : 1);
        }
      });
    },

    /* The name of a sign that stands still while it is pointed at, and how long somebody was there. */
    drawPointed() {
      const sign = this.fixed.find((one) => one.item === this.app.pointed);
      if (!sign) {
        return;
      }
      const style = { font: "700 12px " + pm.FONT, size: 12, color: this.palette.text, halo: this.palette.halo, haloWidth: 4.5 };
      const kept = sign.kind === "work" ? pm.keptAt(this.app.data, this.app.data.work.indexOf(sign.item), this.app.t) : null;
      const isLeft = sign.x < this.view.width / 2;
      [sign.text].concat(kept ? [pm.keptText(this.app, kept)] : []).forEach((text, line) => {
        const far = sign.size / 2 + 12;
        this.placer.force(text, sign.x, sign.y, [isLeft ? far : -far, 16 * line - (kept ? 8 : 0), isLeft ? "left" : "right"], style);
      });
    },

    drawStops(unit) {
      const style = { font: "600 11px " + pm.FONT, size: 11, color: this.palette.text, halo: this.palette.halo };
      const color = this.app.tierStyles[unit.tier].color;
      unit.stops.filter((stop) => stop.kind !== "base" && this.view.shows(stop.at, 20)).forEach((stop) => {
        const x = this.view.x(stop.at.x);
        const y = this.view.y(stop.at.y);
        this.ctx.beginPath();
        this.ctx.arc(x, y, (stop.required ? 6.5 : 4.5) * this.grow, 0, 7);
        this.ctx.fillStyle = this.app.t >= stop.arrive ? color : this.palette.signHalo;
        this.ctx.fill();
        this.line(color, 2.4);
        this.placer.write(this.app.moments.clock(stop.arrive), x, y, [[10, 0, "left"], [-10, 0, "right"], [0, -13, "center"], [0, 13, "center"]], style);
      });
    },

    placeUnit(unit, isSelected) {
      const at = pm.positionAt(unit.track, this.app.t);
      this.signs.push({ at: at, x: this.view.x(at.x), y: this.view.y(at.y), style: this.app.tierStyles[unit.tier], text: unit.call_sign, size: (isSelected ? SIGN_PX + 6 : SIGN_PX) * this.grow, isSelected: isSelected, kind: "unit", item: unit });
    },

    placeDrone(flight, isSelected) {
      const at = pm.positionAt(flight.track, this.app.t);
      this.signs.push({ at: at, x: this.view.x(at.x), y: this.view.y(at.y), style: pm.flightStyle(flight), text: flight.alert ? this.app.words("map_flight_alert") : this.app.words("map_round_short", { round: flight.round }), size: (isSelected ? SIGN_PX + 6 : SIGN_PX) * this.grow, isSelected: isSelected, kind: "flight", item: flight });
    },

    /* Signs with their names. A name is written only where it covers nothing, unless its sign is selected or pointed at. */
    drawMoving() {
      const placer = this.placer;
      const style = { font: "700 12px " + pm.FONT, size: 12, color: this.palette.text, halo: this.palette.halo, haloWidth: 4.5 };
      this.signs.forEach((sign) => {
        if (sign.isSelected) {
          this.ctx.beginPath();
          this.ctx.arc(sign.x, sign.y, sign.size * 0.86, 0, 7);
          this.line(this.palette.text, 2.5, [5, 4]);
        }
        if (sign.at.moving) { this.drawNose(sign); }
        pm.drawSign(this.ctx, sign.style, sign.x, sign.y, sign.size, this.palette.signHalo);
      });
      const isAsked = (sign) => sign.isSelected || sign.item === this.app.pointed;
      this.signs.slice().sort((a, b) => isAsked(b) - isAsked(a)).forEach((sign) => {
        const far = sign.size / 2 + 5;
        const places = [[far, 0, "left"], [-far, 0, "right"], [0, -far - 4, "center"], [0, far + 4, "center"], [far, -16, "left"], [far, 16, "left"], [-far, -16, "right"], [-far, 16, "right"]];
        if (!placer.write(sign.text, sign.x, sign.y, places, style) && isAsked(sign)) {
          placer.force(sign.text, sign.x, sign.y, sign.x < this.view.width / 2 ? places[0] : places[1], style);
        }
      });
    },

    /* A line from a sign to where its unit is, if it was moved away from other signs. */
    drawLeader(sign) {
      if (Math.hypot(sign.x - sign.home.x, sign.y - sign.home.y) > LEADER_PX) {
        const trace = () => { this.ctx.beginPath(); this.ctx.moveTo(sign.home.x, sign.home.y); this.ctx.lineTo(sign.x, sign.y); };
        trace();
        this.line(this.palette.signHalo, 4);
        trace();
        this.line(this.palette.text, 1.4);
      }
    },

    /* A small arrow before the sign: where it is going. */
    drawNose(sign) {
      const ctx = this.ctx;
      ctx.save();
      ctx.translate(sign.x, sign.y);
      ctx.rotate(sign.at.heading);
      ctx.beginPath();
      ctx.moveTo(sign.size * 0.84, 0);
      ctx.lineTo(sign.size * 0.5, -sign.size * 0.26);
      ctx.lineTo(sign.size * 0.5, sign.size * 0.26);
      ctx.closePath();
      ctx.lineJoin = "round";
      ctx.strokeStyle = this.palette.signHalo;
      ctx.lineWidth = 4;
      ctx.stroke();
      ctx.fillStyle = sign.kind === "flight" ? this.palette.drone : sign.style.color;
      ctx.fill();
      ctx.restore();
    },
  };

  /* A tier's colour, mixed with white so that it stands out at night. */
  pm.lighter = function (color) {
    const mixed = [1, 3, 5].map((start) => Math.round(parseInt(color.slice(start, start + 2), 16) * 0.55 + 255 * 0.45));
    return "rgb(" + mixed.join(",") + ")";
  };
})((window.patrolMap = window.patrolMap || {}));
