/* Read the page's data: whole numbers and differences back into degrees, and degrees into map units. */
(function (pm) {
  "use strict";

  /* Web Mercator with the whole world from 0 to 1, so that a zoom level is one multiplication. */
  function worldX(lon) {
    return (lon + 180) / 360;
  }

  function worldY(lat) {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }

  /* lon, lat, lon, lat, ... differences -> {n, lon, lat [deg], x, y [world]} */
  function line(numbers, data) {
    const n = numbers.length / 2;
    const found = { n: n, lon: new Float64Array(n), lat: new Float64Array(n), x: new Float64Array(n), y: new Float64Array(n) };
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < n; i += 1) {
      lon += numbers[2 * i];
      lat += numbers[2 * i + 1];
      found.lon[i] = data.origin[0] + lon / data.steps_per_deg;
      found.lat[i] = data.origin[1] + lat / data.steps_per_deg;
      found.x[i] = worldX(found.lon[i]);
      found.y[i] = worldY(found.lat[i]);
    }
    return found;
  }

  function point(numbers, data) {
    const one = line(numbers, data);
    return { lon: one.lon[0], lat: one.lat[0], x: one.x[0], y: one.y[0] };
  }

  function region(polygons, data) {
    return polygons.map((rings) => rings.map((ring) => line(ring, data)));
  }

  function sums(differences) {
    const found = new Float64Array(differences.length);
    let total = 0;
    for (let i = 0; i < differences.length; i += 1) {
      total += differences[i];
      found[i] = total;
    }
    return found;
  }

  /* Centroid of the largest exterior ring, where a region's name is written [world]. */
  function centre(polygons) {
    let best = { x: 0, y: 0, size: -1 };
    polygons.forEach((rings) => {
      const ring = rings[0];
      let size = 0;
      let x = 0;
      let y = 0;
      for (let i = 0; i + 1 < ring.n; i += 1) {
        const cross = (ring.x[i] - ring.x[0]) * (ring.y[i + 1] - ring.y[0]) - (ring.x[i + 1] - ring.x[0]) * (ring.y[i] - ring.y[0]);
        size += cross;
        x += cross * (ring.x[i] + ring.x[i + 1] + ring.x[0]);
        y += cross * (ring.y[i] + ring.y[i + 1] + ring.y[0]);
      }
      if (Math.abs(size) > best.size) {
        const middle = size === 0 ? { x: ring.x[0], y: ring.y[0] } : { x: x / (3 * size), y: y / (3 * size) };
        best = { x: middle.x, y: middle.y, size: Math.abs(size) };
      }
    });
    return { x: best.x, y: best.y, lon: best.x * 360 - 180, lat: latitude(best.y) };
  }

  function latitude(y) {
    return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  }

  function decodeWork(item, data) {
    if (item.kind === "point") {
      item.at = point(item.at, data);
    } else if (item.kind === "line") {
      item.line = line(item.line, data);
      const middle = Math.floor(item.line.n / 2);
      item.at = { lon: item.line.lon[middle], lat: item.line.lat[middle], x: item.line.x[middle], y: item.line.y[middle] };
    } else {
      item.region = region(item.region, data);
      item.at = centre(item.region);
    }
  }

  /* Turn the data as it was sent into the model that everything else reads; the data itself is used up. */
  pm.decode = function (data) {
    data.boundary = region(data.boundary, data);
    data.streets.classes = data.streets.classes.map((row) => ({
      name: row[0],
      names: row[1],
      lines: row[2].map((one) => line(one, data)),
    }));
    data.streets.marks.forEach((marks, number) => { data.streets.classes[number].runs = pm.decodeMarks(marks, data.streets.classes[number].lines); });
    data.near = data.near ? pm.decodeNear(data.near, sums) : null;
    data.grids.forEach((grid) => {
      grid.region = region(grid.region, data);
      grid.at = centre(grid.region);
    });
    data.zones.forEach((zone) => {
      zone.region = region(zone.region, data);
      zone.at = centre(zone.region);
    });
    [data.offices, data.places, data.docks].forEach((items) => items.forEach((item) => { item.at = point(item.at, data); }));
    data.work.forEach((item) => decodeWork(item, data));
    data.units.forEach((unit, number) => {
      unit.number = number;
      unit.base = point(unit.base, data);
      unit.track = line(unit.path, data);
      unit.track.t = sums(unit.times);
      unit.stops.forEach((stop) => { stop.at = point(stop.at, data); });
    });
    data.flights.forEach((flight, number) => {
      flight.number = number;
      flight.track = line(flight.path, data);
      flight.track.t = sums(flight.times);
      flight.track.h = sums(flight.heights_m);
    });
    data.seen = pm.decodeSeen(data.seen, (one) => line(one, data), sums);
    data.base = { lon: data.origin[0], lat: data.origin[1], x: worldX(data.origin[0]), y: worldY(data.origin[1]) };
    return data;
  };

  pm.insideRegion = function (polygons, x, y) {
    return polygons.some((rings) => {
      let inside = false;
      rings.forEach((ring) => {
        for (let i = 0, j = ring.n - 1; i < ring.n; j = i, i += 1) {
          if (ring.y[i] > y !== ring.y[j] > y && x < ((ring.x[j] - ring.x[i]) * (y - ring.y[i])) / (ring.y[j] - ring.y[i]) + ring.x[i]) {
            inside = !inside;
          }
        }
      });
      return inside;
    });
  };
})((window.patrolMap = window.patrolMap || {}));
