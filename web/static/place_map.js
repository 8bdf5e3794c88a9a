/* A map to choose a place on: it opens below a field of places and writes longitude and latitude into it. */
(function (pm) {
  "use strict";

  const FIELDS = "input[list=places]";
  const DIGITS = 6;
  const CLOSEST_ZOOM = 16;
  const MARK = { radius: 9, color: "#5b2a86", weight: 4, fillColor: "#ffffff", fillOpacity: 0.9, interactive: false };

  function made(kind, about, parent) {
    const one = Object.assign(document.createElement(kind), about);
    parent.append(one);
    return one;
  }

  function Picker(holder) {
    this.ground = holder.dataset.ground;
    this.words = JSON.parse(holder.dataset.words);
    this.figure = made("figure", { className: "place-figure", hidden: true }, document.body);
    this.root = made("div", { className: "place-map", id: "place-map" }, this.figure);
    made("figcaption", { className: "small", textContent: this.words.place_map_hint }, this.figure);
    this.said = made("p", { className: "small" }, this.figure);
    this.said.setAttribute("role", "status");
    this.root.addEventListener("keydown", (event) => this.key(event));
    document.querySelectorAll(FIELDS).forEach((field) => this.offer(field));
  }

  Picker.prototype = {
    /* Put a button behind a field; the field itself stays as it is for those who type. */
    offer(field) {
      const label = field.closest("label");
      const row = document.createElement("div");
      row.className = label.className;
      label.replaceWith(row);
      row.append(label);
      row.classList.add("place-row");
      const button = made("button", { type: "button", className: "button quiet", textContent: this.words.place_map_open }, row);
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => (this.field === field ? this.close() : this.open(field, button, row)));
    },

    open(field, button, row) {
      if (this.field) { this.close(); }
      Object.assign(this, { field: field, button: button });
      button.setAttribute("aria-expanded", "true");
      button.textContent = this.words.place_map_close;
      (row.closest(".line") || row).after(this.figure);
      this.figure.hidden = false;
      this.said.textContent = "";
      pm.groundOf(this.ground).then((ground) => {
        if (!this.small) { this.build(ground); }
        this.small.map.invalidateSize();
        this.view();
        this.root.dataset.ready = "yes";
        this.root.focus();
      });
    },

    close() {
      this.button.setAttribute("aria-expanded", "false");
      this.button.textContent = this.words.place_map_open;
      this.figure.hidden = true;
      this.field = null;
    },

    build(ground) {
      const small = new pm.SmallMap(this.root, ground, [], [], this.words);
      this.small = small;
      this.root.setAttribute("aria-label", this.words.place_map);
      this.view();
      small.lay();
      small.map.on("click", (event) => this.take(event.latlng));
    },

    /* The place that the field names by its coordinates, or else the whole station. */
    view() {
      const [lon, lat] = this.field.value.split(/[,\uff0c]/).map((part) => (part.trim() ? Number(part) : NaN));
      const known = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
      if (known) {
        this.small.map.setView([lat, lon], CLOSEST_ZOOM, { animate: false });
        this.mark(L.latLng(lat, lon));
        return;
      }
      const corners = [];
      this.small.data.boundary.forEach((rings) => rings[0].lat.forEach((one, i) => corners.push([one, rings[0].lon[i]])));
      this.small.map.fitBounds(corners, { animate: false });
      if (this.sign) { this.sign.remove(); }
    },

    mark(latlng) {
      if (this.sign) { this.sign.remove(); }
      this.sign = L.circleMarker(latlng, MARK).addTo(this.small.map);
    },

    take(latlng) {
      const where = latlng.wrap();
      this.mark(where);
      this.field.value = where.lng.toFixed(DIGITS) + ", " + where.lat.toFixed(DIGITS);
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.said.textContent = this.words.place_map_chosen + " " + this.field.value;
    },

    /* Arrows move the map; Enter takes its middle, Escape leaves it. */
    key(event) {
      if (event.key === "Enter" && event.target === this.root) {
        event.preventDefault();
        this.take(this.small.map.getCenter());
      } else if (event.key === "Escape") {
        const button = this.button;
        this.close();
        button.focus();
      }
    },
  };

  const holder = document.getElementById("place-picker");
  if (holder && window.L) { pm.picker = new Picker(holder); }
})((window.patrolMap = window.patrolMap || {}));
