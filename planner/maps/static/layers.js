/* The list of layers, which is the legend as well: what is shown, and what its sign means. */
(function (pm) {
  "use strict";

  /* Everything that can be shown or hidden: key of the setting, and its sign. */
  pm.LAYERS = [
    { title: "map_group_ground", rows: ["demand", "grids", "boundary", "streets", "unseen", "names", "offices"] },
    { title: "map_group_work", rows: ["points", "lines", "areas"] },
    { title: "map_group_places", rows: ["places", "zones"] },
    { title: "map_group_drones", rows: ["docks", "rounds", "lanes"] },
  ];

  pm.defaultSettings = function (data) {
    const settings = { trails: true, units: {}, seen: "", seenTimes: "all" };
    pm.LAYERS.forEach((group) => group.rows.forEach((key) => { settings[key] = true; }));
    settings.lanes = false;
    settings.unseen = false;
    data.units.forEach((unit) => { settings.units[unit.id] = true; });
    return settings;
  };

  pm.Layers = function (app, root) {
    this.app = app;
    this.root = root;
    this.boxes = [];
    this.build();
  };

  pm.Layers.prototype = {
    build() {
      const words = this.app.words;
      pm.append(this.root, [
        pm.el("h3", {}, words("map_light")),
        this.lightChoice(),
        pm.el("h3", {}, words("map_group_patrols")),
        this.check(words("map_layer_trails"), null, () => this.app.settings.trails, (on) => { this.app.settings.trails = on; }),
        this.tiers(),
        pm.LAYERS.map((group) => [pm.el("h3", {}, words(group.title)), group.rows.map((key) => this.row(key))]),
        this.visitLegend(),
        this.app.data.streets.left_out.length > 0 && pm.el("p", { class: "note" }, words("map_streets_left_out")),
      ]);
    },

    lightChoice() {
      const words = this.app.words;
      const pick = (event) => { this.app.light = event.target.value; this.app.refresh(); };
      return pm.el("select", { class: "wide", "aria-label": words("map_light"), onchange: pick },
        ["sun", "day", "night"].map((one) => pm.el("option", { value: one }, words("map_light_" + one))));
    },

    check(text, sign, read, write, extra) {
      const box = pm.el("input", { type: "checkbox", onchange: () => { write(box.checked); this.refresh(); } });
      const row = pm.el("label", { class: "check" }, box, sign, pm.el("span", { class: "check-text" }, text), extra);
      this.boxes.push({ box: box, read: read });
      box.checked = read() === true;
      return row;
    },

    refresh() {
      this.boxes.forEach((one) => {
        const state = one.read();
        one.box.checked = state === true;
        one.box.indeterminate = state === null;
      });
      this.app.refresh();
    },

    row(key) {
      const settings = this.app.settings;
      if (key === "unseen" && !this.app.data.unseen) {
        return null;
      }
      return [
        this.check(this.app.words("map_layer_" + key), this.sign(key), () => settings[key], (on) => { settings[key] = on; }),
        key === "demand" && pm.demandLegend(this.app),
        key === "unseen" && pm.el("p", { class: "note layer-note" }, this.app.words("map_unseen_layer_note")),
        key === "zones" && this.zoneLegend(),
        key === "lanes" && pm.seenChoice(this.app),
      ];
    },

    sign(key) {
      const STYLES = { offices: pm.FIXED_STYLES.office, docks: pm.FIXED_STYLES.dock, rounds: pm.DRONE_STYLE };
      return STYLES[key] ? pm.sign(STYLES[key], 20) : null;
    },

    /* One row a tier, which opens to one row a unit. */
    tiers() {
      const app = this.app;
      return app.data.tiers.map((tier, number) => {
        const units = app.data.units.filter((unit) => unit.tier === number);
        if (!units.length) {
          return null;
        }
        const read = () => {
          const on = units.filter((unit) => app.settings.units[unit.id]).length;
          return on === units.length ? true : on === 0 ? false : null;
        };
        const write = (on) => units.forEach((unit) => { app.settings.units[unit.id] = on; });
        const style = app.tierStyles[number];
        const sign = pm.el("span", { class: "signs" }, pm.sign(style, 22), pm.lineSign(style));
        return [
          this.check(tier.name, sign, read, write, pm.el("span", { class: "count" }, units.length)),
          pm.el("details", { class: "unit-checks" },
            pm.el("summary", {}, app.words("map_single_units")),
            units.map((unit) => this.check(unit.call_sign + " \u00b7 " + app.shift(unit), null, () => app.settings.units[unit.id], (on) => { app.settings.units[unit.id] = on; }))),
        ];
      });
    },

    zoneLegend() {
      const words = this.app.words;
      return pm.el("ul", { class: "legend" }, ["no_fly", "privacy", "restricted", "crowd"].filter((kind) => kind !== "crowd" || this.app.data.zones.some((zone) => zone.kind === kind)).map((kind) => {
        const color = { no_fly: "#a8322a", privacy: "#6b4ba1", restricted: "#31619c", crowd: "#8a5a00" }[kind];
        const swatch = pm.el("span", { class: "swatch", "aria-hidden": "true" });
        swatch.style.backgroundImage = "url(" + pm.hatchTile(kind, color).toDataURL() + ")";
        swatch.style.borderColor = color;
        return pm.el("li", {}, swatch, words("map_zone_" + kind));
      }));
    },

    visitLegend() {
      const words = this.app.words;
      return [
        pm.el("h3", {}, words("map_visit_signs")),
        pm.el("ul", { class: "legend" },
          ["later", "due", "here", "done", "missed"].map((state) => pm.el("li", {}, pm.visitSign(state, 20), words("map_visit_" + state))),
          pm.el("li", {}, pm.sign(pm.OPTIONAL_STYLE, 18), words("map_visit_optional")),
          ["post", "share"].map((kind) => this.app.data.work.some((item) => item.kept === kind) && pm.el("li", {}, pm.keptSign(kind, 20), words("map_kept_" + kind + "_long")))),
      ];
    },
  };

  pm.visitSign = function (state, size) {
    return pm.sign(pm.VISIT_STYLES[state], size);
  };

  pm.keptSign = function (kind, size) {
    return pm.sign(Object.assign({}, pm.VISIT_STYLES.later, { shape: pm.KEPT_SHAPES[kind] }), size);
  };

  /* Five steps of demand, with the limit between two of them under their border. */
  pm.demandLegend = function (app) {
    const palette = pm.palette(app.night);
    const steps = palette.demand.map((color, number) => {
      const swatch = pm.el("span", { class: "ramp-color" });
      const limit = app.ground.limits[number];
      swatch.style.backgroundColor = color;
      return pm.el("li", {}, swatch, limit !== undefined && pm.el("span", { class: "ramp-limit" }, pm.limit(limit)));
    });
    return pm.el("div", { class: "ramp" }, pm.el("span", { class: "ramp-title" }, app.words("map_demand_unit")), pm.el("ol", {}, steps));
  };
})((window.patrolMap = window.patrolMap || {}));
