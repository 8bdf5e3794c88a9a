/* Signs: every colour has a shape or a dash beside it, so that nobody needs colours to read the map. */
(function (pm) {
  "use strict";

  const NAMESPACE = "http://www.w3.org/2000/svg";

  /* Outlines in a box of 24 by 24. */
  const SHAPES = {
    square: "M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z",
    circle: "M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22z",
    diamond: "M12 -.5L24.5 12L12 24.5L-.5 12z",
    hexagon: "M12 0L22.4 6V18L12 24L1.6 18V6z",
    triangle: "M12 -1.5L25 21.5H-1z",
    pentagon: "M12 0L24 9L19.5 23H4.5L0 9z",
    shield: "M1 0H23V12C23 18.5 18 22.5 12 25.5C6 22.5 1 18.5 1 12z",
    eye: "M-4 12C1 4 6 1.5 12 1.5S23 4 28 12C23 20 18 22.5 12 22.5S1 20 -4 12z",
  };

  const GLYPHS = {
    car: "M7.8 8.2h8.4l1.8 4.1v4.9h-2.2v-1.5H8.2v1.5H6v-4.9zM9 9.7l-1 2.5h8l-1-2.5z",
    foot: "M12.3 5.2a1.7 1.7 0 1 0 .01 0zM10.8 9.3h2.9l2.3 3.2-.9.9-1.5-1.6-.3 2.2 1.6 4.6h-1.7l-1.4-4-1.6 4H8.5l2-5.4.2-2-1 1.9-1.2-.5z",
    bike: "M7.6 12a3 3 0 1 0 .01 0zm0 1.3a1.7 1.7 0 1 1-.01 0zM16.4 12a3 3 0 1 0 .01 0zm0 1.3a1.7 1.7 0 1 1-.01 0zM9.2 8.5h2.2v1h-.9l.6 1.2h3l-.7-2.2h2v1h-.8l1.6 5-1 .3-.8-2.7-2.5 3.2h-.9l-1.6-4.2z",
    drone: "M7.1 5a2.6 2.6 0 0 1 2.5 3.4l1 1h2.8l1-1a2.6 2.6 0 1 1 1.6 1.6l-1.1 1.2v1.6l1.1 1.2a2.6 2.6 0 1 1-1.6 1.6l-1-1h-2.8l-1 1A2.6 2.6 0 1 1 8 14l1.1-1.2v-1.6L8 10A2.6 2.6 0 1 1 7.1 5z",
    house: "M12 4.6l7.4 6.6h-2v7.2h-3.9v-4.6h-3v4.6H6.6v-7.2h-2z",
    star: "M12 4l2.3 5 5.5.6-4.1 3.7 1.2 5.4-4.9-2.8-4.9 2.8 1.2-5.4L4.2 9.6l5.5-.6z",
    check: "M5.6 12.6l1.9-1.9 3 3 6.2-6.4 1.9 1.9-8.1 8.3z",
    bang: "M10.6 4.8h2.8l-.5 8.7h-1.8zM12 15.2a1.8 1.8 0 1 0 .01 0z",
    cross: "M7.6 5.7L12 10.1l4.4-4.4 1.9 1.9L13.9 12l4.4 4.4-1.9 1.9L12 13.9l-4.4 4.4-1.9-1.9L10.1 12 5.7 7.6z",
    dot: "M12 8.6a3.4 3.4 0 1 0 .01 0z",
    dock: "M7 6h2.6v4.7h4.8V6H17v12h-2.6v-5H9.6v5H7z",
  };

  const TIER_STYLES = {
    police_car: { color: "#0072B2", shape: "square", dash: [] },
    police_foot: { color: "#008A64", shape: "circle", dash: [1, 7] },
    joint_defence: { color: "#D55E00", shape: "diamond", dash: [10, 6] },
    guard: { color: "#A8467F", shape: "hexagon", dash: [12, 5, 2, 5] },
    volunteer: { color: "#8A6A00", shape: "triangle", dash: [4, 4] },
  };
  const SPARE_STYLES = [
    { color: "#5B4B9E", shape: "pentagon", dash: [16, 5] },
    { color: "#4D4D4D", shape: "circle", dash: [14, 4, 2, 4, 2, 4] },
    { color: "#00707A", shape: "triangle", dash: [2, 3] },
  ];

  pm.DRONE_STYLE = { color: "#56B4E9", ink: "#10202e", shape: "circle", glyph: "drone" };
  pm.ALERT_STYLE = { color: "#B3261E", ink: "#ffffff", shape: "circle", glyph: "drone" };
  pm.flightStyle = (flight) => (flight.alert ? pm.ALERT_STYLE : pm.DRONE_STYLE);

  pm.VISIT_STYLES = {
    later: { color: "#ffffff", ink: "#4a5563", glyph: "dot", rim: "#4a5563" },
    due: { color: "#E69F00", ink: "#241a00", glyph: "bang" },
    here: { color: "#0072B2", ink: "#ffffff", glyph: "star" },
    done: { color: "#007D59", ink: "#ffffff", glyph: "check" },
    missed: { color: "#B3261E", ink: "#ffffff", glyph: "cross" },
  };

  pm.OPTIONAL_STYLE = { color: "#ffffff", ink: "#7a838e", shape: "diamond", glyph: "dot", rim: "#7a838e" };

  /* Outlines of places where somebody must be: without a break, or for a share of the time. */
  pm.KEPT_SHAPES = { post: "shield", share: "eye" };

  /* Colour, shape, dash and glyph of each tier; tiers that are not of the usual five get a spare style. */
  pm.tierStyles = function (tiers) {
    let spare = 0;
    return tiers.map((tier) => {
      const usual = Object.prototype.hasOwnProperty.call(TIER_STYLES, tier.id);
      const style = usual ? TIER_STYLES[tier.id] : SPARE_STYLES[spare++ % SPARE_STYLES.length];
      return { color: style.color, ink: "#ffffff", shape: style.shape, dash: style.dash, glyph: tier.mode };
    });
  };

  const paths = {};

  function path(text) {
    paths[text] = paths[text] || new Path2D(text);
    return paths[text];
  }

  /* Draw a sign about x, y, `size` pixels wide. */
  pm.drawSign = function (ctx, style, x, y, size, halo) {
    ctx.save();
    ctx.translate(x - size / 2, y - size / 2);
    ctx.scale(size / 24, size / 24);
    const outline = path(SHAPES[style.shape || "circle"]);
    ctx.lineJoin = "round";
    ctx.lineWidth = ((size < 18 ? 3.4 : 5) * 24) / size;
    ctx.strokeStyle = halo;
    ctx.stroke(outline);
    ctx.fillStyle = style.color;
    ctx.fill(outline);
    if (style.rim) {
      ctx.lineWidth = (1.3 * 24) / size;
      ctx.strokeStyle = style.rim;
      ctx.stroke(outline);
    }
    if (style.glyph) {
      ctx.fillStyle = style.ink;
      ctx.fill(path(GLYPHS[style.glyph]), "evenodd");
    }
    ctx.restore();
  };

  function svg(name, attributes) {
    const node = document.createElementNS(NAMESPACE, name);
    Object.keys(attributes).forEach((key) => node.setAttribute(key, attributes[key]));
    return node;
  }

  pm.svg = svg;

  /* The same sign as inline SVG for lists and the legend. */
  pm.sign = function (style, size) {
    const node = svg("svg", { viewBox: style.shape === "eye" ? "-6 -6 36 36" : "-2 -2 28 28", width: size, height: size, "aria-hidden": "true", class: "sign" });
    node.appendChild(svg("path", { d: SHAPES[style.shape || "circle"], fill: style.color, stroke: style.rim || "none", "stroke-width": 1.5 }));
    if (style.glyph) {
      node.appendChild(svg("path", { d: GLYPHS[style.glyph], fill: style.ink, "fill-rule": "evenodd" }));
    }
    return node;
  };

  /* A piece of line in a tier's colour and dash. */
  pm.lineSign = function (style) {
    const node = svg("svg", { viewBox: "0 0 34 8", width: 34, height: 8, "aria-hidden": "true", class: "sign" });
    const dash = style.dash.map((length) => length * 0.8).join(" ");
    node.appendChild(svg("path", { d: "M1 4H33", stroke: style.color, "stroke-width": 3, "stroke-dasharray": dash, "stroke-linecap": style.dash.length ? "butt" : "round" }));
    return node;
  };

  pm.icon = function (name) {
    const ICONS = {
      play: "M7 4l13 8-13 8z",
      pause: "M6 4h4v16H6zM14 4h4v16h-4z",
      back: "M18 4v16L9 12zM5 4h3v16H5z",
      forward: "M6 4v16l9-8zM16 4h3v16h-3z",
      minusMinute: "M15 4l-9 8 9 8z",
      plusMinute: "M9 4l9 8-9 8z",
      leave: "M11 5l1.5 1.5L8 11h12v2H8l4.5 4.5L11 19l-7-7z",
      close: "M6.4 5L12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
      up: "M5 15.5l7-7 7 7-1.6 1.6-5.4-5.4-5.4 5.4z",
      down: "M5 8.5l7 7 7-7-1.6-1.6-5.4 5.4-5.4-5.4z",
      zoomIn: "M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z",
      zoomOut: "M4 11h16v2H4z",
      whole: "M4 9V4h5v2H6v3zM15 4h5v5h-2V6h-3zM18 15h2v5h-5v-2h3zM4 15h2v3h3v2H4z",
    };
    const node = svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true", fill: "currentColor" });
    node.appendChild(svg("path", { d: ICONS[name] }));
    return node;
  };
})((window.patrolMap = window.patrolMap || {}));
