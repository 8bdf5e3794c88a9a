/* The first view: as large as can be, with nothing of the station under the panels on the map. */
(function (pm) {
  "use strict";

  const EDGE_PX = 14;
  const STEP_PX = 12; /* distance of the spots of a panel that are tried, and of the places that the map is moved to */
  const ZOOM_STEP = 0.25;
  const MOST_STEPS = 5; /* zoom steps that are given up at most */

  /* {centre: world x, y; zoom} at which the whole boundary can be seen beside the panels {left, top, right, bottom} [px]. */
  pm.clearView = function (boundary, corners, size, panels, widest) {
    const wide = corners.right - corners.left;
    const tall = corners.bottom - corners.top;
    const middle = { x: (corners.left + corners.right) / 2, y: (corners.top + corners.bottom) / 2 };
    const first = { centre: middle, zoom: widest };
    for (let step = 0; step <= MOST_STEPS; step += 1) {
      const scale = 256 * Math.pow(2, widest - step * ZOOM_STEP);
      const slack = Math.max(0, (size.x - wide * scale) / 2 - EDGE_PX);
      const slackY = Math.max(0, (size.y - tall * scale) / 2 - EDGE_PX);
      const found = shifts(slack, slackY).find((shift) => !isCovered(boundary, panels, middle, scale, size, shift));
      if (found) {
        return { centre: { x: middle.x - found.x / scale, y: middle.y - found.y / scale }, zoom: widest - step * ZOOM_STEP };
      }
    }
    return first;
  };

  /* How far the station may be moved from the middle, the least first [px]. */
  function shifts(slack, slackY) {
    const found = [];
    for (let y = 0; y <= slackY; y += 2 * STEP_PX) {
      for (let x = 0; x <= slack; x += STEP_PX) {
        found.push({ x: x, y: -y }, { x: -x, y: -y });
      }
      found.push({ x: slack, y: -y }, { x: -slack, y: -y });
    }
    return found.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  }

  function isCovered(boundary, panels, middle, scale, size, shift) {
    return panels.some((panel) => {
      for (let y = panel.top; y <= panel.bottom + STEP_PX; y += STEP_PX) {
        for (let x = panel.left; x <= panel.right + STEP_PX; x += STEP_PX) {
          const at = { x: Math.min(x, panel.right), y: Math.min(y, panel.bottom) };
          if (pm.insideRegion(boundary, middle.x + (at.x - size.x / 2 - shift.x) / scale, middle.y + (at.y - size.y / 2 - shift.y) / scale)) {
            return true;
          }
        }
      }
      return false;
    });
  }
})((window.patrolMap = window.patrolMap || {}));
