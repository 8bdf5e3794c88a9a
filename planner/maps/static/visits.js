/* All required visits of the plan with their state, and what the plan cannot reach and why. */
(function (pm) {
  "use strict";

  pm.Visits = function (app, root) {
    this.app = app;
    this.summary = pm.el("p", { class: "summary" });
    this.list = pm.el("ul", { class: "rows" });
    pm.append(root, [this.summary, this.list, app.data.visits.some((visit) => visit.required) ? null : pm.el("p", { class: "note" }, app.words(app.data.left_out.indexOf("routes") < 0 ? "map_due_now_none" : "map_left_out_routes"))]);
    app.watch(() => this.show());
  };

  pm.Visits.prototype = {
    show() {
      if (!this.app.isShown("visits")) {
        return;
      }
      const app = this.app;
      const items = app.data.visits
        .map((visit, number) => ({ visit: visit, number: number, state: pm.visitState(visit, app.t) }))
        .filter((item) => item.visit.required);
      pm.keep(this.list, items, (item) => item.number + item.state, (item) => pm.visitRow(app, item));
      pm.setText(this.summary, app.visitSummary());
    },
  };

  /* Items of one kind with the same reason and remedy stand together, in the order of the first of each. */
  function alike(items) {
    const groups = {};
    items.forEach((item) => {
      const key = JSON.stringify([item.kind, item.reason, item.fix]);
      groups[key] = groups[key] || [];
      groups[key].push(item);
    });
    return Object.keys(groups).map((key) => groups[key]);
  }

  /* Cards of what is not reached, with reasons and remedies. */
  pm.shortfallRows = function (app, all) {
    const words = app.words;
    const kind = (item) => pm.wordOr(app.data.labels, "map_kind_", item.kind);
    const when = (item) => (item.when === null ? "" : " \u00b7 " + app.moments.shortDate(item.when) + " " + app.moments.clock(item.when));
    const name = (item) => (item.kind === "round" ? words("map_round_of", { round: item.name, rounds: app.data.rounds_per_day }) : item.name);
    const one = (item) => [pm.el("strong", {}, name(item)), pm.el("span", { class: "unmet-kind" }, kind(item) + when(item))];
    const many = (items) => [
      pm.el("strong", {}, items.length + " \u00d7 " + kind(items[0])),
      pm.el("details", {}, pm.el("summary", {}, words("map_show_each")), pm.el("ul", {}, items.map((item) => pm.el("li", {}, name(item), pm.el("span", { class: "unmet-kind" }, when(item))))))];
    const card = (items) => {
      const fix = items[0].fix;
      return pm.el("li", { class: "unmet" }, items.length > 1 ? many(items) : one(items[0]), pm.el("p", {}, items[0].reason),
        fix && pm.el("p", { class: "fix" }, pm.el("b", {}, words("map_fix")), " ", fix));
    };
    return pm.el("ul", { class: "rows" }, alike(all).map(card));
  };

  pm.unmetPanel = function (app, root) {
    const words = app.words;
    pm.append(root, [
      pm.el("h3", {}, words("map_unmet"), " ", pm.el("span", { class: "count" }, app.data.unmet.length)),
      app.data.unmet.length ? pm.shortfallRows(app, app.data.unmet) : pm.el("p", { class: "good" }, words(app.data.left_out.length ? "map_unmet_none_made" : "map_unmet_none")),
      app.data.left_out.map((part) => pm.el("p", { class: "note" }, words("map_left_out_" + part))),
      pm.el("h3", {}, words("map_dropped"), " ", pm.el("span", { class: "count" }, app.data.dropped.length)),
      app.data.dropped.length > 0 && pm.el("details", {}, pm.el("summary", {}, words("map_dropped_show")), pm.shortfallRows(app, app.data.dropped)),
      app.data.notices.length > 0 && [pm.el("h3", {}, words("map_notices")), pm.el("ul", { class: "rows" }, app.data.notices.map((text) => pm.el("li", {}, text)))],
    ]);
  };
})((window.patrolMap = window.patrolMap || {}));
