/* Where something that moves is at a moment. */
(function (pm) {
  "use strict";

  /* Last index whose time is not after t; -1 before the first: binary search. */
  pm.indexAt = function (times, t) {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= t) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  };

  /* {index, lon, lat, x, y, height, moving, heading [rad from east, clockwise on screen]} */
  pm.positionAt = function (track, t) {
    const i = pm.indexAt(track.t, t);
    if (i < 0 || i >= track.n - 1) {
      return at(track, Math.max(0, Math.min(i, track.n - 1)), 0);
    }
    return at(track, i, (t - track.t[i]) / (track.t[i + 1] - track.t[i]));
  };

  function at(track, i, share) {
    const j = share > 0 ? i + 1 : i;
    const mix = (values) => values[i] + (values[j] - values[i]) * share;
    const dx = track.x[j] - track.x[i];
    const dy = track.y[j] - track.y[i];
    return {
      index: i,
      lon: mix(track.lon),
      lat: mix(track.lat),
      x: mix(track.x),
      y: mix(track.y),
      height: track.h ? mix(track.h) : 0,
      moving: dx !== 0 || dy !== 0,
      heading: Math.atan2(dy, dx),
    };
  }
})((window.patrolMap = window.patrolMap || {}));
