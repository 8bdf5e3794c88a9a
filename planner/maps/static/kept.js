/* Places that must be kept seen: the window that runs, and for how long somebody was there. */
(function (pm) {
  "use strict";

  /* The window of a piece of work that is open at a moment, or null. */
  pm.keptAt = function (data, number, t) {
    return data.kept.find((one) => one.work === number && one.opens <= t && t < one.closes) || null;
  };

  /* How long somebody was there until a moment [s]. */
  pm.keptReached = function (kept, t) {
    return kept.seen.reduce((sum, span) => sum + Math.max(0, Math.min(span[1], t) - span[0]), 0);
  };

  pm.keptText = function (app, kept) {
    const minutes = (seconds) => Math.round(seconds / 60);
    return app.words("map_kept", { reached: minutes(pm.keptReached(kept, app.t)), wanted: minutes(kept.wanted) });
  };

  /* A ring about a sign that fills as the share that is wanted is reached. */
  pm.drawKeptRing = function (ctx, palette, sign, share) {
    const radius = sign.size / 2 + 4;
    const ring = (color, width, until) => {
      ctx.beginPath();
      ctx.arc(sign.x, sign.y, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * until);
      ctx.lineCap = "butt";
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    };
    ring(palette.signHalo, 5, 1);
    ring(palette.keptRest, 2.4, 1);
    ring(palette.kept, 3, Math.min(1, share));
  };

  /* A street or an edge that must be seen at this time: a light below it and rungs across it. The path is traced anew. */
  pm.drawKeptLine = function (ctx, palette, trace) {
    const pass = (width, alpha, dash) => {
      ctx.beginPath();
      trace();
      ctx.globalAlpha = alpha;
      ctx.lineCap = "butt";
      ctx.lineJoin = "round";
      ctx.setLineDash(dash);
      ctx.strokeStyle = palette.kept;
      ctx.lineWidth = width;
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    };
    pass(17, 0.3, []);
    pass(14, 0.95, [1.6, 6]);
  };
})((window.patrolMap = window.patrolMap || {}));
