/* All required visits of the plan with their state, and what the plan cannot reach and why. */
(function (pm) {
  "use strict";

  pm.Visits = function (app, root) {
    this.app = app;
    this.summary = pm.el("p", { class: "summary" });
    this.list = pm.el("ul", { class: "rows" });
    pm.append(root, [this.summary, this.list, app.data.visits.some((visit) => visit.required) ? null : pm.el("p", { class: "note" }, app.words("map_due_now_none"))]);
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

  pm.unmetPanel = function (app, root) {
    const words = app.words;
    const card = (item, withFix) =>
      pm.el("li", { class: "unmet" },
        pm.el("strong", {}, item.name),
        pm.el("span", { class: "unmet-kind" }, pm.wordOr(app.data.labels, "map_kind_", item.kind) + (item.when === null ? "" : " \u00b7 " + app.moments.shortDate(item.when) + " " + app.moments.clock(item.when))),
        pm.el("p", {}, item.reason),
        withFix && pm.el("p", { class: "fix" }, pm.el("b", {}, words("map_fix")), " ", item.fix));
    pm.append(root, [
      pm.el("h3", {}, words("map_unmet"), " ", pm.el("span", { class: "count" }, app.data.unmet.length)),
      app.data.unmet.length ? pm.el("ul", { class: "rows" }, app.data.unmet.map((item) => card(item, true))) : pm.el("p", { class: "good" }, words("map_unmet_none")),
      pm.el("h3", {}, words("map_dropped"), " ", pm.el("span", { class: "count" }, app.data.dropped.length)),
      app.data.dropped.length > 0 && pm.el("details", {}, pm.el("summary", {}, words("map_dropped_show")), pm.el("ul", { class: "rows" }, app.data.dropped.map((item) => card(item, false)))),
    ]);
  };
})((window.patrolMap = window.patrolMap || {}));
