/* Colours of the ground by day and by night. */
(function (pm) {
  "use strict";

  pm.FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

  const DAY = {
    ground: "#eef0ea",
    outside: "rgba(214, 218, 214, 0.62)",
    streets: { major: ["#ffffff", "#b9b2a2"], middle: ["#ffffff", "#c9c6bc"], minor: ["#ffffff", "#d8d7d0"], way: ["#c9c3b4", null] },
    demand: ["#fff6d6", "#fee08f", "#fdbf57", "#f58f35", "#d9621f"],
    demandAlpha: 0.62,
    gridEdge: "rgba(70, 62, 50, 0.75)",
    boundary: "#3b4654",
    text: "#1f2833",
    streetText: "#5a5f66",
    placeText: "#574d40",
    halo: "rgba(255, 255, 255, 0.92)",
    signHalo: "#ffffff",
    place: "#978b77",
    noFly: "#a8322a",
    privacy: "#6b4ba1",
    restricted: "#31619c",
    crowd: "#8a5a00",
    work: "#333d49",
    drone: "#1c2a38",
    kept: "#7b2fbe",
    keptRest: "#d9c9ea",
  };

  const NIGHT = {
    ground: "#151b26",
    outside: "rgba(8, 11, 17, 0.55)",
    streets: { major: ["#5f6d83", "#10151e"], middle: ["#47536a", "#10151e"], minor: ["#353f52", "#10151e"], way: ["#2e3747", null] },
    demand: ["#1d2634", "#47391f", "#7d5717", "#b97a14", "#f0a92b"],
    demandAlpha: 0.66,
    gridEdge: "rgba(226, 214, 188, 0.6)",
    boundary: "#c9d4e3",
    text: "#f2f5f9",
    streetText: "#b8c2d0",
    placeText: "#ddd3bf",
    halo: "rgba(14, 18, 26, 0.9)",
    signHalo: "#0c1119",
    place: "#b5a98f",
    noFly: "#ff8a7f",
    privacy: "#c5a8ff",
    restricted: "#8fc0ff",
    crowd: "#f0c060",
    work: "#dfe6ee",
    drone: "#f4f9ff",
    kept: "#fff3a0",
    keptRest: "#5c5a45",
  };

  pm.palette = function (night) {
    return night ? NIGHT : DAY;
  };

  const DECADE = [5, 2, 1];
  const TOP_SHARE = 0.7; /* the last class begins below this share of the highest demand, so that its peaks stand out */

  /* Limits between the five classes of demand: round figures, each about twice the one before, so that quiet hours differ too [incidents per hour]. */
  pm.demandLimits = function (grids) {
    const most = Math.max.apply(null, [1e-9].concat(grids.map((grid) => Math.max.apply(null, [0].concat(grid.demand)))));
    const limits = [];
    for (let power = Math.floor(Math.log10(most)); limits.length < 4; power -= 1) {
      DECADE.map((one) => one * Math.pow(10, power)).filter((limit) => limit <= TOP_SHARE * most).forEach((limit) => limits.unshift(limit));
    }
    return limits.slice(-4);
  };

  pm.demandClass = function (limits, value) {
    return limits.filter((limit) => limit < value).length;
  };

  /* A limit of a class without needless noughts. */
  pm.limit = function (value) {
    return String(Number(value.toPrecision(3)));
  };

  pm.figure = function (value) {
    return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2);
  };
})((window.patrolMap = window.patrolMap || {}));
