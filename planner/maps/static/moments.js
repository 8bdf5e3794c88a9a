/* Times on the station's own clock, whatever the clock of the computer says; and where the sun stands. */
(function (pm) {
  "use strict";

  const DUSK_DEG = -4;

  function pad(number) {
    return (number < 10 ? "0" : "") + number;
  }

  pm.Moments = function (data) {
    this.data = data;
  };

  pm.Moments.prototype = {
    offsetMin(t) {
      const rows = this.data.utc_offsets_min;
      let minutes = rows[0][1];
      rows.forEach((row) => { if (row[0] <= t) { minutes = row[1]; } });
      return minutes;
    },

    /* A Date whose UTC fields are the station's clock. */
    wall(t) {
      return new Date(this.data.start_ms + t * 1000 + this.offsetMin(t) * 60000);
    },

    clock(t) {
      const wall = this.wall(t);
      return pad(wall.getUTCHours()) + ":" + pad(wall.getUTCMinutes());
    },

    date(t) {
      const how = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      return this.wall(t).toLocaleDateString(this.data.language === "zh" ? "zh-CN" : "en-GB", how);
    },

    shortDate(t) {
      const how = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
      return this.wall(t).toLocaleDateString(this.data.language === "zh" ? "zh-CN" : "en-GB", how);
    },

    zone(t) {
      const minutes = this.offsetMin(t);
      const size = Math.abs(minutes);
      return this.data.timezone + " (UTC" + (minutes < 0 ? "\u2212" : "+") + pad(Math.floor(size / 60)) + ":" + pad(size % 60) + ")";
    },

    /* Sun's height at the station [deg], after the low-precision formulas of the Astronomical Almanac (within 1 deg). */
    sunDeg(t) {
      const rad = Math.PI / 180;
      const days = (this.data.start_ms + t * 1000) / 86400000 - 10957.5;
      const anomaly = (357.528 + 0.9856003 * days) * rad;
      const ecliptic = (280.46 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * rad;
      const tilt = 23.439 * rad;
      const ascension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
      const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic));
      const sidereal = (280.46062 + 360.9856474 * days + this.data.origin[0]) * rad;
      const lat = this.data.origin[1] * rad;
      return Math.asin(Math.sin(lat) * Math.sin(declination) + Math.cos(lat) * Math.cos(declination) * Math.cos(sidereal - ascension)) / rad;
    },

    isNight(t) {
      return this.sunDeg(t) < DUSK_DEG;
    },
  };
})((window.patrolMap = window.patrolMap || {}));
