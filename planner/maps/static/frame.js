/* The frame around the map: header, tabs, drawer, and what lies in the corners of the map. */
(function (pm) {
  "use strict";

  const App = pm.App;
  const TABS = ["now", "visits", "rounds", "unmet", "tables", "layers"];
  const ROOMY_PX = 900;

  App.prototype.build = function () {
    const find = (id) => document.getElementById(id);
    document.title = this.data.station.name;
    document.body.classList.toggle("night", this.night);
    this.buildMap();
    this.buildHeader(find("patrol-header"));
    this.buildTabs(find("patrol-panel"));
    new pm.TimeBar(this, find("patrol-time"));
    this.card = new pm.Card(this, find("patrol-card"));
    this.buildMapCorner(find("patrol-corner"));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { this.select(null, null); } });
    this.map.invalidateSize({ animate: false });
    this.showAll();
    [this.still[0], this.moving[0], this.still[1], this.moving[1]].forEach((layer) => layer.addTo(this.map));
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.map.getContainer());
    document.body.classList.add("ready");
  };

  App.prototype.buildHeader = function (root) {
    const box = pm.el("div", { class: "figures" });
    const figures = ["map_on_street", "map_in_air", "map_visits_short", "map_tab_unmet"].map((key) => {
      const value = pm.el("strong", {});
      box.appendChild(pm.el("div", { class: "figure" }, value, pm.el("span", {}, this.words(key))));
      return value;
    });
    root.appendChild(box);
    figures[3].parentNode.classList.toggle("alarm", this.data.unmet.length > 0);
    const title = pm.el("div", { class: "title" }, pm.el("h1", {}, this.data.station.name), pm.el("p", { class: this.data.cancelled ? "cancelled" : null }, this.planText()));
    root.insertBefore(title, root.firstChild);
    root.insertBefore(pm.sign(pm.FIXED_STYLES.station, 38), title);
    const plan = document.getElementById("patrol-main").dataset.plan;
    if (plan) {
      root.insertBefore(pm.el("a", { class: "back", href: plan + window.location.search, title: this.words("map_to_plan"), "aria-label": this.words("map_to_plan") }, pm.icon("leave")), root.firstChild);
    }
    const show = () => {
      const required = this.data.visits.filter((visit) => visit.required);
      pm.setText(figures[0], String(this.data.units.filter((unit) => pm.isOut(unit, this.t)).length));
      pm.setText(figures[1], String(pm.flightsAt(this.data, this.t).length));
      pm.setText(figures[2], required.filter((visit) => pm.visitState(visit, this.t) === "done").length + " / " + required.length);
      pm.setText(figures[3], String(this.data.unmet.length));
    };
    this.watch(show);
    show();
  };

  App.prototype.planText = function () {
    const text = this.words("map_plan_of", { date: this.moments.date(0) });
    return this.data.cancelled ? text + " \u00b7 " + this.words("map_cancelled") : text;
  };

  App.prototype.buildTabs = function (root) {
    const list = pm.el("div", { class: "tabs", role: "tablist", "aria-label": this.words("map_panel") });
    const panels = {};
    const buttons = {};
    const tabs = TABS.filter((tab) => tab !== "rounds" || this.data.docks.length > 0);
    const show = (tab, focus) => {
      this.tab = tab;
      document.body.classList.remove("drawer-closed");
      tabs.forEach((one) => {
        panels[one].hidden = one !== tab;
        buttons[one].setAttribute("aria-selected", String(one === tab));
        buttons[one].tabIndex = one === tab ? 0 : -1;
      });
      if (focus) { buttons[tab].focus(); }
      this.tell("tab");
    };
    tabs.forEach((tab) => {
      const count = tab === "unmet" && this.data.unmet.length ? pm.el("span", { class: "badge" }, this.data.unmet.length) : null;
      buttons[tab] = pm.el("button", { type: "button", role: "tab", id: "tab-" + tab, "aria-controls": "panel-" + tab, onclick: () => show(tab), onkeydown: (event) => {
        const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (move) {
          event.preventDefault();
          show(tabs[(tabs.indexOf(tab) + move + tabs.length) % tabs.length], true);
        }
      } }, this.words("map_tab_" + tab), count);
      panels[tab] = pm.el("div", { class: "panel", role: "tabpanel", id: "panel-" + tab, "aria-labelledby": "tab-" + tab, tabindex: "0" });
      list.appendChild(buttons[tab]);
    });
    root.appendChild(pm.el("h2", { class: "unseen" }, this.words("map_panel")));
    root.appendChild(pm.el("div", { class: "tab-row" }, list, this.drawerButton()));
    tabs.forEach((tab) => root.appendChild(panels[tab]));
    new pm.Now(this, panels.now);
    new pm.Visits(this, panels.visits);
    if (panels.rounds) { new pm.Rounds(this, panels.rounds); }
    pm.unmetPanel(this, panels.unmet);
    pm.tablesPanel(this, panels.tables);
    new pm.Layers(this, panels.layers);
    show("now");
  };

  App.prototype.drawerButton = function () {
    const words = this.words;
    const button = pm.el("button", { type: "button", class: "round-button drawer-button", "aria-label": words("map_drawer"), title: words("map_drawer"), "aria-expanded": "true", onclick: () => {
      const closed = document.body.classList.toggle("drawer-closed");
      button.setAttribute("aria-expanded", String(!closed));
      pm.clear(button).appendChild(pm.icon(closed ? "up" : "down"));
      this.map.invalidateSize({ animate: false });
    } }, pm.icon("down"));
    return button;
  };

  /* Zoom buttons, the legend in short, north, and where the data comes from. */
  App.prototype.buildMapCorner = function (root) {
    const words = this.words;
    const button = (key, icon, action) => pm.el("button", { type: "button", class: "map-button", "aria-label": words(key), title: words(key), onclick: action }, pm.icon(icon));
    const north = pm.el("div", { class: "north", title: words("map_north") }, pm.el("span", { "aria-hidden": "true" }, words("map_north_letter")));
    this.ramp = pm.el("div", {});
    const tiers = this.data.tiers.map((tier, number) => ({ tier: tier, number: number })).filter((one) => this.data.units.some((unit) => unit.tier === one.number));
    const legend = pm.el("details", { class: "map-legend" },
      pm.el("summary", {}, words("map_legend")),
      pm.el("ul", { class: "legend" },
        tiers.map((one) => pm.el("li", {}, pm.sign(this.tierStyles[one.number], 20), pm.lineSign(this.tierStyles[one.number]), pm.el("span", {}, one.tier.name))),
        this.data.flights.length > 0 && pm.el("li", {}, pm.sign(pm.DRONE_STYLE, 20), pm.el("span", {}, words("map_layer_rounds")))),
      pm.el("ul", { class: "legend small" }, this.signLegend()),
      this.ramp);
    legend.open = this.map.getContainer().clientWidth >= ROOMY_PX;
    pm.append(root, [
      pm.el("div", { class: "map-buttons" }, north, button("map_zoom_in", "zoomIn", () => this.map.zoomIn(1)), button("map_zoom_out", "zoomOut", () => this.map.zoomOut(1)), button("map_whole", "whole", () => this.showAll())),
      legend,
      pm.el("p", { class: "attribution" }, this.data.attribution ? this.data.attribution + " \u00b7 Leaflet" : "Leaflet"),
    ]);
    this.buildRamp();
  };

  /* Signs that stand still: buildings, and the states of required visits. */
  App.prototype.signLegend = function () {
    const words = this.words;
    const fixed = [["station", "map_station", true], ["office", "map_office", this.data.offices.length], ["dock", "map_dock", this.data.docks.length]];
    const states = ["later", "due", "here", "done", "missed"];
    const kept = ["post", "share"].filter((kind) => this.data.work.some((item) => item.kept === kind));
    return fixed.filter((one) => one[2]).map((one) => pm.el("li", {}, pm.sign(pm.FIXED_STYLES[one[0]], 18), pm.el("span", {}, words(one[1]))))
      .concat(states.map((state) => pm.el("li", {}, pm.visitSign(state, 18), pm.el("span", {}, words("map_sign_" + state)))))
      .concat(kept.map((kind) => pm.el("li", {}, pm.keptSign(kind, 18), pm.el("span", {}, words("map_kept_" + kind)))));
  };

  App.prototype.buildRamp = function () {
    if (this.ramp) {
      const legends = [this.settings.seen && pm.seenLegend(this), this.settings.unseen && pm.unseenLegend(this)].filter(Boolean);
      pm.append(pm.clear(this.ramp), legends.length ? legends : pm.demandLegend(this));
    }
  };
})((window.patrolMap = window.patrolMap || {}));
