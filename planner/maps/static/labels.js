/* Names on the canvas, each only where there is room for it. */
(function (pm) {
  "use strict";

  const LONGEST = 26;

  /* Keeps the boxes [left, top, right, bottom] that are taken, and the box of the screen, which names do not leave. */
  pm.Placer = function (ctx, screen, taken) {
    this.ctx = ctx;
    this.screen = screen;
    this.taken = taken || [];
  };

  pm.Placer.prototype = {
    isFree(box) {
      const screen = this.screen;
      return box[0] >= screen[0] && box[1] >= screen[1] && box[2] <= screen[2] && box[3] <= screen[3] && !this.taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
    },

    take(x, y, halfWidth, halfHeight) {
      this.taken.push([x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight]);
    },

    /* Write a name at the first of the places (dx, dy, align) where it fits; tell whether it was written. */
    write(text, x, y, places, style) {
      const ctx = this.ctx;
      const short = shorten(text);
      ctx.font = style.font;
      const width = ctx.measureText(short).width;
      const half = style.size / 2 + 1;
      for (let i = 0; i < places.length; i += 1) {
        const left = x + places[i][0] - (places[i][2] === "center" ? width / 2 : places[i][2] === "right" ? width : 0);
        const middle = y + places[i][1];
        const box = [left - 3, middle - half, left + width + 3, middle + half];
        if (this.isFree(box)) {
          this.taken.push(box);
          ink(ctx, short, left, middle, style);
          return true;
        }
      }
      return false;
    },

    /* Write lines one under the other about the first of the middles (dx, dy) where all of them fit; tell whether. */
    stack(texts, x, y, middles, styles) {
      const lines = texts.map((text, number) => {
        this.ctx.font = styles[number].font;
        return { text: shorten(text), width: this.ctx.measureText(shorten(text)).width, height: styles[number].size + 4, style: styles[number] };
      });
      const half = Math.max.apply(null, lines.map((one) => one.width)) / 2 + 3;
      const height = lines.reduce((sum, one) => sum + one.height, 0);
      const found = middles.map((one) => [x + one[0] - half, y + one[1] - height / 2, x + one[0] + half, y + one[1] + height / 2]).find((box) => this.isFree(box));
      if (found) {
        let top = found[1];
        this.taken.push(found);
        lines.forEach((one) => {
          this.ctx.font = one.style.font;
          ink(this.ctx, one.text, (found[0] + found[2] - one.width) / 2, top + one.height / 2, one.style);
          top += one.height;
        });
      }
      return Boolean(found);
    },

    /* Write a name at a place whatever it covers. */
    force(text, x, y, place, style) {
      const short = shorten(text);
      this.ctx.font = style.font;
      const width = this.ctx.measureText(short).width;
      const left = x + place[0] - (place[2] === "right" ? width : 0);
      this.take(left + width / 2, y + place[1], width / 2 + 3, style.size / 2 + 1);
      ink(this.ctx, short, left, y + place[1], style);
    },

    /* Write a street's name along the line where it is straight enough; tell whether it was written. */
    along(text, points, style) {
      const ctx = this.ctx;
      const short = shorten(text);
      ctx.font = style.font;
      const width = ctx.measureText(short).width;
      const piece = straightPiece(points, width + 16);
      if (!piece) {
        return false;
      }
      const angle = Math.atan2(piece.dy, piece.dx);
      const halfWidth = (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * style.size) / 2 + 4;
      const halfHeight = (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * style.size) / 2 + 4;
      const box = [piece.x - halfWidth, piece.y - halfHeight, piece.x + halfWidth, piece.y + halfHeight];
      if (!this.isFree(box)) {
        return false;
      }
      this.taken.push(box);
      ctx.save();
      ctx.translate(piece.x, piece.y);
      ctx.rotate(Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle);
      ink(ctx, short, -width / 2, 0, style);
      ctx.restore();
      return true;
    },
  };

  function ink(ctx, text, x, y, style) {
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = style.haloWidth || 3.5;
    ctx.strokeStyle = style.halo;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = style.color;
    ctx.fillText(text, x, y);
  }

  function shorten(text) {
    const letters = Array.from(text);
    return letters.length > LONGEST ? letters.slice(0, LONGEST - 1).join("") + "\u2026" : text;
  }

  /* The longest run of points near a straight line that is at least `length` pixels. */
  function straightPiece(points, length) {
    let best = null;
    for (let i = 0; i + 1 < points.length; i += 1) {
      let j = i + 1;
      const first = Math.atan2(points[j][1] - points[i][1], points[j][0] - points[i][0]);
      while (j + 1 < points.length) {
        const turn = Math.atan2(points[j + 1][1] - points[j][1], points[j + 1][0] - points[j][0]) - first;
        if (Math.cos(turn) < 0.97) {
          break;
        }
        j += 1;
      }
      const dx = points[j][0] - points[i][0];
      const dy = points[j][1] - points[i][1];
      const reach = Math.hypot(dx, dy);
      if (reach >= length && (!best || reach > best.reach)) {
        best = { x: (points[i][0] + points[j][0]) / 2, y: (points[i][1] + points[j][1]) / 2, dx: dx, dy: dy, reach: reach };
      }
    }
    return best;
  }
})((window.patrolMap = window.patrolMap || {}));
