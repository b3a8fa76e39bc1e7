/* The points and bars of a chart lead to the passports of their numbers. A trace says in its meta in
   which cells they stand: "1.3" (point n is row n of column 3 of table 1), or one cell for each.

   With a mouse, a click opens it. By keyboard, a chart is a slider over its points, and Enter opens
   it. A finger has to see first what it touched: it gets a link. On a map a click chooses an area;
   a line tells the number of the area that was chosen, and leads to it. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const words = document.getElementById("keys-of-charts").dataset;
  const canHover = window.matchMedia("(hover: hover)").matches;
  let isTouch = false;

  function cellOf(trace, n) {
    const cells = trace.meta;
    return typeof cells === "string" ? cells.replace(".", `.${n + 1}.`) : cells?.[n];
  }

  function at(values, n) {
    return Array.isArray(values) ? values[n] : values;
  }

  function plain(html) {
    const lines = html.replaceAll("<br>", " · ");
    return new DOMParser().parseFromString(lines, "text/html").body.textContent;
  }

  /* What a hover says about a point. */
  function told({ trace, n }) {
    const template = trace.hovertemplate.replace(/<extra>.*<\/extra>/, "").replace(words.click, "");
    return plain(template.replace(/%\{(\w+)\}/g, (_, name) => at(trace[name], n) ?? ""));
  }

  function isMap(place) {
    return place.data.some((trace) => trace.type === "choropleth");
  }

  /* Return the points with a number, each trace by itself. */
  function lines(place) {
    return place.data
      .map((trace, curve) =>
        [...(trace.y || trace.locations || trace.lon || []).keys()]
          .filter((n) => (!trace.y || trace.y[n] !== null) && cellOf(trace, n))
          .map((n) => ({ curve, n, trace }))
      )
      .filter((line) => line.length);
  }

  function line(place) {
    let found = place.parentElement.querySelector(".point-told");
    if (!found) {
      found = document.createElement("p");
      found.className = "point-told";
      found.append(document.createElement("span"), " ", document.createElement("a"));
      found.lastChild.className = "number-link";
      found.lastChild.textContent = words.where;
      place.after(found);
    }
    return found;
  }

  /* Tell a point, or nothing; return the way to its passport. Where a chart is no map, its hover has
     said the words. */
  function tell(place, point, isShown) {
    const shown = line(place);
    shown.hidden = !point || !isShown;
    if (point) {
      shown.firstChild.textContent = isMap(place) ? told(point) : "";
      shown.lastChild.href = bilim.passport(place, cellOf(point.trace, point.n));
    }
    return shown.lastChild;
  }

  function open(place, point, { ctrlKey, metaKey, shiftKey }) {
    const click = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
    tell(place, point, isMap(place)).dispatchEvent(new MouseEvent("click", click));
  }

  /* The area that was chosen, where a map tells its number. */
  function chosen(place) {
    const query = new URLSearchParams(document.querySelector("[data-asked]")?.dataset.asked);
    const code = query.get("district") || query.get("region");
    return lines(place).flat().find(({ trace, n }) => code && trace.customdata?.[n] === code);
  }

  function clicked(place, event) {
    const { curveNumber: curve, pointNumber: n, customdata } = event.points[0];
    const trace = place.data[curve];
    if (isMap(place)) {
      bilim.chooseFromMap(customdata);
    } else if (cellOf(trace, n)) {
      const point = { curve, n, trace };
      if (isTouch) {
        tell(place, point, true);
      } else {
        open(place, point, event.event);
      }
    }
  }

  /* Keyboard: where a reader stands in a chart, by line and place in it. */
  const stands = new WeakMap();

  function moved(key, [i, j], found) {
    const row = (n) => Math.min(Math.max(n, 0), found.length - 1);
    const to = (n, m) => [row(n), Math.min(Math.max(m, 0), found[row(n)].length - 1)];
    return {
      ArrowRight: () => to(i, j + 1),
      ArrowLeft: () => to(i, j - 1),
      ArrowUp: () => to(i + 1, j),
      ArrowDown: () => to(i - 1, j),
      Home: () => to(i, 0),
      End: () => to(i, Infinity),
    }[key]?.();
  }

  function stand(place, [i, j]) {
    const found = lines(place);
    const point = found[i][j];
    const flat = found.flat();
    stands.set(place, [i, j]);
    place.setAttribute("aria-valuenow", flat.indexOf(point) + 1);
    place.setAttribute("aria-valuemax", flat.length);
    place.setAttribute("aria-valuetext", told(point));
    return point;
  }

  function onKey(event) {
    const place = event.currentTarget;
    const found = lines(place);
    const here = stands.get(place);
    const next = moved(event.key, here, found);
    if (!place.matches(":focus-visible") || !(next || event.key === "Enter")) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (!next) {
      open(place, found[here[0]][here[1]], event);
      return;
    }
    show(place, stand(place, next));
  }

  function show(place, point) {
    tell(place, point, isMap(place));
    if (!isMap(place)) {
      window.Plotly.Fx.hover(place, [{ curveNumber: point.curve, pointNumber: point.n }]);
    }
  }

  function leave(event) {
    const place = event.currentTarget;
    if (place.parentElement.contains(event.relatedTarget)) {
      return;
    }
    if (!isMap(place)) {
      window.Plotly.Fx.unhover(place);
    }
    tell(place, isMap(place) && chosen(place), true);
  }

  /* Listen to a chart that was drawn for the first time. */
  bilim.listen = (place) => {
    place.addEventListener("pointerdown", (event) => (isTouch = event.pointerType === "touch"), true);
    place.addEventListener("keydown", onKey);
    place.addEventListener("blur", leave);
    place.addEventListener("focus", () => {
      if (place.matches(":focus-visible") && stands.has(place)) {
        const [i, j] = stands.get(place);
        show(place, lines(place)[i][j]);
      }
    });
    place.on("plotly_click", (event) => clicked(place, event));
    place.on("plotly_hover", ({ points: [{ curveNumber, pointNumber, customdata }] }) => {
      const leads = isMap(place) ? customdata : cellOf(place.data[curveNumber], pointNumber);
      place.classList.toggle("is-on-point", Boolean(leads));
    });
    place.on("plotly_unhover", () => place.classList.remove("is-on-point"));
  };

  /* Offer the points of a chart that was drawn. */
  bilim.offerPoints = (place) => {
    const found = lines(place);
    const isOpen = found.length > 0;
    place.setAttribute("role", isOpen ? "slider" : "img");
    if (!isOpen) {
      place.removeAttribute("tabindex");
      return;
    }
    place.tabIndex = 0;
    place.setAttribute("aria-roledescription", words.chart);
    place.setAttribute("aria-labelledby", `title-${place.dataset.figure}`);
    place.setAttribute("aria-describedby", `finding-${place.dataset.figure} keys-of-charts`);
    place.setAttribute("aria-valuemin", 1);
    const last = found.length - 1;
    stand(place, isMap(place) ? [0, 0] : [last, found[last].length - 1]);
    tell(place, isMap(place) && chosen(place), true);
  };

  /* Return traces whose hover says that a click opens the number. */
  bilim.hinted = (data) =>
    data.map((trace) =>
      canHover && trace.meta && trace.type !== "choropleth" && trace.type !== "scattergeo"
        ? { ...trace, hovertemplate: trace.hovertemplate.replace("<extra>", `${words.click}<extra>`) }
        : trace
    );
})();
