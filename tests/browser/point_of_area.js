/* Find a place inside an area of the map, well away from the signs of schools and cities. */
(code) => {
  const area = [...document.querySelectorAll(".panel-map .choroplethlocation")].find(
    (path) => path.__data__.loc === code
  );
  if (!area) {
    return null;
  }
  const signs = [...document.querySelectorAll(".panel-map .scattergeo path.point")].map((sign) => {
    const box = sign.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  const box = area.getBoundingClientRect();
  const back = area.getScreenCTM().inverse();
  for (let step = 0; step < 1600; step += 1) {
    const x = box.x + (box.width * ((step % 40) + 0.5)) / 40;
    const y = box.y + (box.height * (Math.floor(step / 40) + 0.5)) / 40;
    const inside = area.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
    if (inside && signs.every((sign) => Math.hypot(sign.x - x, sign.y - y) > 30)) {
      return { x, y };
    }
  }
  return null;
};
