/* Name every text that is cut off, leaves its box, lies over another one or below a button. */
() => {
  const found = [];
  const boxes = ".panel, .tile, .topbar, .controls, .notice, .footer, .trouble";
  const words = (text) => text.trim().replace(/\s+/g, " ").slice(0, 50);
  const hidden = (element) =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    element.closest(".visually-hidden, .skip-link, .hatching, option, script, style");

  /* Entries of a list that do not fit stand in a column out of sight: the table has them all. */
  const isForTable = (element) => {
    const entry = element.closest(".panel-attention .matters li");
    const list = entry && entry.parentElement.getBoundingClientRect();
    return !!entry && entry.getBoundingClientRect().left >= list.right - 1;
  };

  const texts = [];
  const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.textContent.trim() || hidden(element) || isForTable(element)) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const rows = [...range.getClientRects()].filter((row) => row.width > 1);
    texts.push({ element, rows, text: words(node.textContent), isSvg: !!element.closest("svg") });
  }

  for (const { element, rows, text } of texts) {
    for (let above = element; above && above.id !== "page"; above = above.parentElement) {
      const style = getComputedStyle(above);
      const clips = style.overflowX !== "visible" && style.display !== "inline";
      const isPicture = above.matches(".panel-figure");
      if (!clips && !isPicture && !above.matches(boxes)) {
        continue;
      }
      const box = above.getBoundingClientRect();
      const isOut = rows.some(
        (row) =>
          row.left < box.left - 1 ||
          row.right > box.right + 1 ||
          row.top < box.top - 2 ||
          row.bottom > box.bottom + 2
      );
      if (isOut) {
        found.push(`cut off: "${text}" by ${above.className.baseVal ?? above.className}`);
        break;
      }
    }
  }

  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const things = [
    ...texts.filter((each) => !each.isSvg),
    ...[...document.querySelectorAll(".table-behind > summary, .panel-figure, .trend")].map(
      (element) => ({ element, rows: [element.getBoundingClientRect()], text: element.className })
    ),
  ].filter((each) => !hidden(each.element));
  things.forEach((one, at) => {
    things.slice(at + 1).forEach((other) => {
      if (one.element.contains(other.element) || other.element.contains(one.element)) {
        return;
      }
      if (one.rows.some((row) => other.rows.some((another) => overlap(row, another)))) {
        found.push(`overlap: "${one.text}" and "${other.text}"`);
      }
    });
  });

  const pen = document.createElement("canvas").getContext("2d");
  document.querySelectorAll("select").forEach((select) => {
    if (hidden(select)) {
      return;
    }
    const style = getComputedStyle(select);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const space =
      select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const text = select.selectedOptions[0].textContent;
    if (pen.measureText(text).width > space + 1) {
      found.push(`cut off: "${text}" by its select`);
    }
  });

  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) {
    found.push(`the page is ${root.scrollWidth} wide`);
  }
  return found;
};
