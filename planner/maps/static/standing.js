/* Where signs stand on the screen: what stands still first, then what moves, so that none hides another. */
(function (pm) {
  "use strict";

  const TOUCHING = 0.86; /* signs may overlap by this little */
  const FARTHEST_PX = 20; /* farthest that a sign is moved from its place */
  const FARTHEST_MOVING_PX = 44;
  const SMALLEST_PX = 12; /* a sign smaller than this may be covered */

  pm.FIXED_STYLES = {
    station: { color: "#12263f", ink: "#ffffff", shape: "pentagon", glyph: "star", rim: "#8fa9c9" },
    office: { color: "#3f5a7d", ink: "#ffffff", shape: "square", glyph: "house" },
    dock: { color: "#1e6f8c", ink: "#ffffff", shape: "square", glyph: "dock" },
  };

  /* The sign of a piece of work: its colour and glyph tell its state, its outline whether somebody must be there. */
  pm.workStyle = function (item, state) {
    const style = item.required ? pm.VISIT_STYLES[state] : pm.OPTIONAL_STYLE;
    return item.kept ? Object.assign({}, style, { shape: pm.KEPT_SHAPES[item.kept] }) : style;
  };

  /* Signs of what stands still, those that count most first, each beside the ones before it. */
  pm.fixedSigns = function (app, view, grow) {
    const signs = [];
    const add = (kind, item, at, style, size, text) => {
      if (view.shows(at, 30)) {
        signs.push({ kind: kind, item: item, style: style, size: size * grow, text: text, home: { x: view.x(at.x), y: view.y(at.y) }, x: view.x(at.x), y: view.y(at.y) });
      }
    };
    add("station", app.data.base, app.data.base, pm.FIXED_STYLES.station, 28, app.data.station.name);
    if (app.settings.offices) { app.data.offices.forEach((office) => add("office", office, office.at, pm.FIXED_STYLES.office, 20, office.name)); }
    if (app.settings.docks) { app.data.docks.forEach((dock) => add("dock", dock, dock.at, pm.FIXED_STYLES.dock, 19, dock.name)); }
    const states = app.workStates();
    app.data.work.forEach((item, number) => {
      if (app.settings[item.kind + "s"]) {
        const usual = !item.required ? 10 : states[number] === "later" ? 12 : 17;
        const size = app.selected("work") === item ? 24 : usual + (item.kept ? 2 : 0);
        add("work", item, item.at, pm.workStyle(item, states[number]), size, item.name);
      }
    });
    signs.forEach((sign, number) => keepApart(sign, signs.slice(0, number), FARTHEST_PX * grow));
    return signs;
  };

  /* Draw the signs of work first and the buildings over them. */
  pm.drawFixed = function (ctx, signs, halo) {
    signs.slice().reverse().forEach((sign) => pm.drawSign(ctx, sign.style, sign.x, sign.y, sign.size, halo));
  };

  function needed(one, other) {
    return (TOUCHING * (one.size + other.size)) / 2;
  }

  /* Push a sign away from those that stand already, no farther from its place than `most`. */
  function keepApart(sign, others, most) {
    for (let round = 0; round < 4; round += 1) {
      const near = others.find((other) => Math.hypot(other.x - sign.x, other.y - sign.y) < needed(sign, other) - 0.5);
      if (!near) {
        return;
      }
      push(sign, near, needed(sign, near));
      hold(sign, most);
    }
  }

  /* Move a sign straight away from another one until it is `far` from it; to the lower right if they stand on one spot. */
  function push(sign, other, far) {
    const dx = sign.x - other.x;
    const dy = sign.y - other.y;
    const distance = Math.hypot(dx, dy);
    sign.x = other.x + far * (distance > 1 ? dx / distance : Math.SQRT1_2);
    sign.y = other.y + far * (distance > 1 ? dy / distance : Math.SQRT1_2);
  }

  function hold(sign, most) {
    const away = Math.hypot(sign.x - sign.home.x, sign.y - sign.home.y);
    if (away > most) {
      sign.x = sign.home.x + ((sign.x - sign.home.x) * most) / away;
      sign.y = sign.home.y + ((sign.y - sign.home.y) * most) / away;
    }
  }

  /* Move signs that overlap to a ring about their middle, in a fixed order; a ring of standing ones goes about what stands still there. */
  pm.fanOut = function (signs, fixed) {
    const groups = [];
    signs.forEach((sign) => {
      sign.home = { x: sign.x, y: sign.y };
      const near = groups.find((group) => Math.hypot(group.x - sign.x, group.y - sign.y) < sign.size * 0.7);
      if (near) {
        near.signs.push(sign);
      } else {
        groups.push({ x: sign.x, y: sign.y, signs: [sign] });
      }
    });
    const solid = fixed.filter((one) => one.size >= SMALLEST_PX);
    groups.forEach((group) => ring(group, group.signs.every((sign) => !sign.at.moving) ? solid : []));
    const standing = signs.filter((sign) => !sign.at.moving);
    standing.forEach((sign) => keepApart(sign, solid.concat(signs.filter((other) => other !== sign)), FARTHEST_MOVING_PX));
  };

  function ring(group, solid) {
    const size = group.signs[0].size;
    const middle = solid.find((one) => Math.hypot(one.x - group.x, one.y - group.y) < needed(one, group.signs[0]) * 0.8);
    if (!middle && group.signs.length === 1) {
      return;
    }
    const centre = middle || group;
    const least = middle ? needed(middle, group.signs[0]) + 2 : size * 0.7;
    const radius = Math.max(least, (group.signs.length * size * 1.15) / (2 * Math.PI));
    group.signs.forEach((sign, number) => {
      const angle = (2 * Math.PI * number) / group.signs.length - Math.PI / 2;
      sign.x = centre.x + radius * Math.cos(angle);
      sign.y = centre.y + radius * Math.sin(angle);
    });
  }
})((window.patrolMap = window.patrolMap || {}));
