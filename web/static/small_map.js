/* A small map: the ground of the station as the large map draws it, to lay answers on or to choose a place from. */
(function (pm) {
  "use strict";

  const ROOMY_PX = 500;

  /* `work` are features in the coordinates of the ground; `labels` the words by key; `labels.answer_map` names the map. */
  pm.SmallMap = function (root, ground, work, tiers, labels) {
    this.root = root;
    this.data = pm.decode(Object.assign(ground, { work: work }));
    this.words = pm.dictionary(labels);
    this.tierStyles = pm.tierStyles(tiers);
    this.settings = { streets: true, names: true, boundary: true, offices: true, docks: true };
    this.t = 0;
    this.night = false;
    this.playing = true;
    this.live = { growth: () => (root.clientWidth < ROOMY_PX ? 0.8 : 1) };
    this.map = L.map(root, { zoomControl: false, attributionControl: false, minZoom: 10, maxZoom: 19, zoomSnap: 0.25, scrollWheelZoom: false });
    this.ground = new pm.Ground(this);
    this.names = new pm.Names(this);
    L.control.zoom({ zoomInTitle: this.words("map_zoom_in"), zoomOutTitle: this.words("map_zoom_out") }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    root.setAttribute("role", "application");
    root.setAttribute("aria-label", this.words("answer_map"));
  };

  pm.SmallMap.prototype = {
    hour: () => 0,
    selected: () => null,
    workStates: () => [],

    /* Draw the ground and its names; other layers lie between or above. */
    lay() {
      this.layer("answerGround", 350, (ctx, view) => this.ground.draw(ctx, view));
      this.layer("answerNames", 420, (ctx, view) => this.names.draw(ctx, view));
    },

    layer(name, height, draw) {
      this.map.createPane(name).style.zIndex = height;
      const layer = new pm.CanvasLayer(draw, { pane: name, padding: 0.15 });
      layer.addTo(this.map);
      return layer;
    },
  };

  const grounds = {};

  /* Fetch the ground of an address once; the answer is text, as every map changes what it decodes. */
  pm.groundOf = function (address) {
    grounds[address] = grounds[address] || fetch(address).then((answer) => {
      if (!answer.ok) {
        throw new Error("the ground answered " + answer.status);
      }
      return answer.text();
    });
    return grounds[address].then((text) => JSON.parse(text));
  };
})((window.patrolMap = window.patrolMap || {}));
