/* The map itself: its canvases, what it shows at first, and what a press on it selects. */
(function (pm) {
  "use strict";

  const App = pm.App;
  const TOUCH_PX = 24;
  const CARD_PX = 316;
  const EDGE_PX = 70;
  const GAP_PX = 8; /* the station keeps this far from panels */
  const NARROW_PX = 700; /* below this width the card lies under the map instead of over it */

  App.prototype.buildMap = function () {
    const map = this.map;
    const edges = (pick) => this.data.boundary.reduce((all, rings) => all.concat(Array.from(rings[0][pick])), []);
    const lons = edges("lon");
    const lats = edges("lat");
    this.bounds = [[Math.min.apply(null, lats), Math.min.apply(null, lons)], [Math.max.apply(null, lats), Math.max.apply(null, lons)]];
    map.setMinZoom(10);
    map.setMaxZoom(19);
    if (this.data.tiles) {
      L.tileLayer(this.data.tiles, { maxZoom: 19 }).addTo(map);
    }
    this.ground = new pm.Ground(this);
    this.names = new pm.Names(this);
    this.live = new pm.Live(this);
    const layer = (name, height, draw) => {
      map.createPane(name).style.zIndex = height;
      return new pm.CanvasLayer(draw, { pane: name, padding: 0.15 });
    };
    const ground = layer("patrolGround", 350, (ctx, view) => this.ground.draw(ctx, view));
    const trails = layer("patrolTrails", 410, (ctx, view) => this.live.drawTrails(ctx, view));
    const names = layer("patrolNames", 420, (ctx, view) => this.names.draw(ctx, view));
    const signs = layer("patrolSigns", 450, (ctx, view) => this.live.drawSigns(ctx, view));
    this.still = [ground, names];
    this.moving = [trails, signs];
    this.signLayer = signs;
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    map.getContainer().setAttribute("role", "application");
    map.getContainer().setAttribute("aria-label", this.words("map_label"));
    map.on("click", (event) => this.pick(event));
    map.on("mousemove", (event) => this.point(this.signAt(event)));
    map.on("mouseout", () => this.point(null));
  };

  /* Show the whole station beside the panels that lie on the map. */
  App.prototype.showAll = function () {
    const map = this.map;
    const frame = map.getContainer().getBoundingClientRect();
    const panels = Array.from(document.querySelectorAll(".map-buttons, .map-legend")).map((one) => {
      const box = one.getBoundingClientRect();
      return { left: box.left - frame.left - GAP_PX, top: box.top - frame.top - GAP_PX, right: box.right - frame.left + GAP_PX, bottom: box.bottom - frame.top + GAP_PX };
    });
    const ring = (pick, choose) => choose.apply(null, this.data.boundary.map((rings) => rings[0][pick].reduce((best, one) => choose(best, one))));
    const corners = { left: ring("x", Math.min), right: ring("x", Math.max), top: ring("y", Math.min), bottom: ring("y", Math.max) };
    const widest = map.getBoundsZoom(this.bounds, false, L.point(28, 28));
    const view = pm.clearView(this.data.boundary, corners, map.getSize(), panels, widest);
    map.setView(map.unproject([view.centre.x * 256, view.centre.y * 256], 0), view.zoom, { animate: false });
  };

  /* What has a sign under the pointer, units and drones before what stands still. */
  App.prototype.signAt = function (event) {
    const touch = event.layerPoint.subtract(this.signLayer._bounds.min);
    const under = this.live.signs.concat(this.live.fixed).filter((sign) => Math.hypot(sign.x - touch.x, sign.y - touch.y) < sign.size * 0.7);
    return under.length ? under[0].item : null;
  };

  /* Show the name of what is pointed at, even where there is no room for names. */
  App.prototype.point = function (item) {
    if (item !== (this.pointed || null)) {
      this.pointed = item;
      this.map.getContainer().style.cursor = item ? "pointer" : "";
      this.signLayer.redraw();
    }
  };

  /* Select what lies under the pointer: the nearest sign within a finger's width, else the ground. */
  App.prototype.pick = function (event) {
    const view = this.live.view;
    const touch = event.layerPoint.subtract(this.signLayer._bounds.min);
    const shown = this.settings;
    const near = [];
    const offerPx = (kind, item, x, y, reach) => {
      const distance = Math.hypot(x - touch.x, y - touch.y);
      if (distance < reach) {
        near.push({ kind: kind, item: item, distance: distance - reach });
      }
    };
    const offer = (kind, item, at, reach) => offerPx(kind, item, view.x(at.x), view.y(at.y), reach);
    this.live.signs.forEach((sign) => offerPx(sign.kind, sign.item, sign.x, sign.y, TOUCH_PX + 16));
    this.live.fixed.forEach((sign) => offerPx(sign.kind, sign.item, sign.x, sign.y, TOUCH_PX));
    if (shown.places) { this.data.places.forEach((place) => offer("place", place, place.at, TOUCH_PX / 2)); }
    near.sort((a, b) => a.distance - b.distance);
    if (near.length) {
      this.select(near[0].kind, near[0].item);
      return;
    }
    const inside = (item) => pm.insideRegion(item.region, (touch.x + view.left) / view.scale, (touch.y + view.top) / view.scale);
    const zone = shown.zones && this.data.zones.find(inside);
    const grid = shown.grids && this.data.grids.find(inside);
    this.select(zone ? "zone" : grid ? "grid" : null, zone || grid || null);
  };

  /* Bring a place to the middle of what the card leaves free, unless it can be seen well already. */
  App.prototype.panTo = function (at) {
    const size = this.map.getSize();
    const here = this.map.latLngToContainerPoint([at.lat, at.lon]);
    const card = size.x < NARROW_PX ? 0 : CARD_PX;
    if (here.x > card + EDGE_PX && here.x < size.x - EDGE_PX && here.y > EDGE_PX && here.y < size.y - EDGE_PX) {
      return;
    }
    const middle = L.point((size.x + card) / 2, size.y / 2);
    this.map.panBy(here.subtract(middle).round(), { animate: !pm.calm() });
  };
})((window.patrolMap = window.patrolMap || {}));
