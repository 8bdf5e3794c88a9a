/* What everybody is doing at a moment: units, drones, visits. */
(function (pm) {
  "use strict";

  const LONG_DRIVE_S = 1200; /* a unit whose next stop is farther off than this patrols on its way */

  function currentStop(unit, t) {
    return unit.stops.find((stop) => stop.arrive <= t && t < stop.depart);
  }

  pm.isOut = function (unit, t) {
    return unit.start <= t && t < unit.end;
  };

  /* {phase: off | over | driving | roaming | point | line | area | break | base | free, stop, since, until} */
  pm.unitState = function (unit, t) {
    if (!pm.isOut(unit, t)) {
      return t < unit.start ? { phase: "off", until: unit.start } : { phase: "over", until: unit.end };
    }
    const here = currentStop(unit, t);
    if (here) {
      return { phase: here.kind, stop: here, until: here.depart };
    }
    const next = unit.stops.find((stop) => stop.arrive > t);
    if (next && next.arrive - t > LONG_DRIVE_S) {
      return { phase: "roaming", stop: next, until: next.arrive };
    }
    return next ? { phase: "driving", stop: next, until: next.arrive } : { phase: "free", until: unit.end };
  };

  pm.unitText = function (unit, state, words, moments) {
    const home = state.stop && (state.stop.kind === "base" || state.stop.kind === "break");
    const place = home ? words("map_stop_" + state.stop.kind) : state.stop ? state.stop.name : "";
    const values = { place: place, until: moments.clock(state.until) };
    if (home && (state.phase === "driving" || state.phase === "roaming")) {
      return words(state.phase === "driving" ? "map_to_base" : "map_roaming_to_base", values);
    }
    if (state.phase === "driving") {
      return words("map_to_place", values);
    }
    return words("map_phase_" + state.phase, values);
  };

  pm.flightsAt = function (data, t) {
    return data.flights.filter((flight) => flight.takeoff <= t && t < flight.landing);
  };

  pm.batteryAt = function (flight, t) {
    const share = (t - flight.takeoff) / Math.max(1, flight.landing - flight.takeoff);
    const clipped = Math.max(0, Math.min(1, share));
    return flight.battery_pct[0] + (flight.battery_pct[1] - flight.battery_pct[0]) * clipped;
  };

  /* later | due | here | done | missed; a visit that nobody makes is missed from its opening on. */
  pm.visitState = function (visit, t) {
    if (visit.unit === null) {
      return t < visit.opens ? "later" : "missed";
    }
    if (t >= visit.depart) {
      return "done";
    }
    if (t >= visit.arrive) {
      return "here";
    }
    return t >= visit.opens ? "due" : "later";
  };

  const URGENCY = ["later", "done", "here", "due", "missed"];
  const KEPT_S = 3600;

  /* Status of every piece of work: that of its most urgent visit around this moment. */
  pm.workStates = function (data, t) {
    const states = data.work.map(() => "later");
    const seen = data.work.map(() => false);
    data.visits.forEach((visit) => {
      const state = pm.visitState(visit, t);
      const over = Math.max(visit.closes, visit.depart === null ? 0 : visit.depart) + KEPT_S < t;
      if (visit.required && !over && (!seen[visit.work] || URGENCY.indexOf(state) > URGENCY.indexOf(states[visit.work]))) {
        states[visit.work] = state;
        seen[visit.work] = true;
      }
    });
    return states;
  };

  pm.isOpen = function (spans, t) {
    return spans === null || spans.some((span) => span[0] <= t && t < span[1]);
  };
})((window.patrolMap = window.patrolMap || {}));
