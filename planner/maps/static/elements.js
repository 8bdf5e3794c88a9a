/* Elements of the page. Text becomes text nodes and nothing else: no string is ever read as markup. */
(function (pm) {
  "use strict";

  /* el("button", {class: "x", onclick: f}, child, "text", ...) */
  pm.el = function (name, attributes) {
    const node = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => {
      const value = attributes[key];
      if (typeof value === "function") {
        node.addEventListener(key.slice(2), value);
      } else if (value !== null && value !== false && value !== undefined) {
        node.setAttribute(key, value === true ? "" : String(value));
      }
    });
    for (let i = 2; i < arguments.length; i += 1) {
      pm.append(node, arguments[i]);
    }
    return node;
  };

  pm.append = function (node, child) {
    if (Array.isArray(child)) {
      child.forEach((one) => pm.append(node, one));
    } else if (child !== null && child !== undefined && child !== false) {
      node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  };

  pm.clear = function (node) {
    while (node.firstChild) {
      node.removeChild(node.firstChild);
    }
    return node;
  };

  pm.setText = function (node, text) {
    if (node.textContent !== text) {
      node.textContent = text;
    }
  };

  /* Bring a list of rows to `items` and keep the rows (and the focus in them) that stay. */
  pm.keep = function (node, items, key, make) {
    const old = node.keptRows || {};
    const rows = {};
    items.forEach((item, place) => {
      const name = String(key(item));
      const row = old[name] || make(item);
      rows[name] = row;
      if (node.children[place] !== row.node) {
        node.insertBefore(row.node, node.children[place] || null);
      }
      row.update(item);
    });
    Object.keys(old).forEach((name) => { if (!rows[name]) { node.removeChild(old[name].node); } });
    node.keptRows = rows;
  };

  /* Words of the reader's language; {name} in them is filled in and is never markup or pattern. */
  pm.dictionary = function (labels) {
    return function (key, values) {
      const text = Object.prototype.hasOwnProperty.call(labels, key) ? labels[key] : key;
      return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
    };
  };

  /* A word of the dictionary for a code, or the code as it is. */
  pm.wordOr = function (labels, prefix, code) {
    return Object.prototype.hasOwnProperty.call(labels, prefix + code) ? labels[prefix + code] : code;
  };
})((window.patrolMap = window.patrolMap || {}));
