/* A Leaflet layer that is one canvas, drawn by a function. */
(function (pm) {
  "use strict";

  /* Maps world coordinates (0 to 1) to pixels of the canvas. */
  function View(layer, ctx) {
    const map = layer._map;
    const origin = map.getPixelOrigin();
    const corner = layer._bounds.min;
    this.zoom = map.getZoom();
    this.scale = 256 * Math.pow(2, this.zoom);
    this.left = origin.x + corner.x;
    this.top = origin.y + corner.y;
    this.width = layer._bounds.getSize().x;
    this.height = layer._bounds.getSize().y;
    this.ctx = ctx;
    this.screen = map.getContainer();
    this.corner = map.containerPointToLayerPoint([0, 0]).subtract(corner);
  }

  View.prototype = {
    x(world) {
      return world * this.scale - this.left;
    },

    y(world) {
      return world * this.scale - this.top;
    },

    shows(at, margin) {
      const x = this.x(at.x);
      const y = this.y(at.y);
      return x > -margin && y > -margin && x < this.width + margin && y < this.height + margin;
    },

    /* The part of the canvas that can be seen [left, top, right, bottom]; the canvas is wider, for panning. */
    seen() {
      return [this.corner.x, this.corner.y, this.corner.x + this.screen.clientWidth, this.corner.y + this.screen.clientHeight];
    },

    /* The box of an element that lies over the map. */
    covered(element) {
      const frame = this.screen.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      const dx = this.corner.x - frame.left;
      const dy = this.corner.y - frame.top;
      return [box.left + dx, box.top + dy, box.right + dx, box.bottom + dy];
    },

    /* Add the points first..last of a line to the current path. */
    trace(line, first, last) {
      const ctx = this.ctx;
      ctx.moveTo(this.x(line.x[first]), this.y(line.y[first]));
      for (let i = first + 1; i <= last; i += 1) {
        ctx.lineTo(this.x(line.x[i]), this.y(line.y[i]));
      }
    },

    outline(polygons) {
      const view = this;
      polygons.forEach((rings) => rings.forEach((ring) => {
        view.trace(ring, 0, ring.n - 1);
        view.ctx.closePath();
      }));
    },
  };

  pm.CanvasLayer = L.Renderer.extend({
    initialize(draw, options) {
      this._draw = draw;
      L.Renderer.prototype.initialize.call(this, options);
    },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "patrol-canvas");
      this._container.setAttribute("aria-hidden", "true");
    },

    _destroyContainer() {
      L.DomUtil.remove(this._container);
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) {
        return;
      }
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = size.x * ratio;
      this._container.height = size.y * ratio;
      this._container.style.width = size.x + "px";
      this._container.style.height = size.y + "px";
      this.redraw();
    },

    /* Leaflet's renderers answer "update" by drawing the paths in them; here there are none. */
    _updatePaths() {},

    redraw() {
      if (!this._map || !this._bounds || this._map._animatingZoom) {
        return;
      }
      const ratio = window.devicePixelRatio || 1;
      const ctx = this._container.getContext("2d");
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.clearRect(0, 0, this._container.width, this._container.height);
      this._draw(ctx, new View(this, ctx));
    },
  });
})((window.patrolMap = window.patrolMap || {}));
