/* The map of schools: areas in colour, signs of innovative schools, and, once a reader is near
   enough, all ordinary schools as points. Two maps side by side move together. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  bilim.drawers = bilim.drawers || {};
  const L = window.L;
  const NEAR = 8.5; /* zoom from which ordinary schools are shown */
  const REACH = 7; /* pixels around a point that count as on it */
  const ROOM = 24.6; /* pixels that each sign needs, so that its square can be touched */
  const SIZE = 24;
  const number = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "ru");
  const views = [];
  const asked = new Map();
  let isLassoOn = false;

  function json(address) {
    if (!asked.has(address)) {
      const answer = fetch(address).then((response) => {
        if (!response.ok) {
          throw new Error(address);
        }
        return response.json();
      });
      answer.catch(() => asked.delete(address));
      asked.set(address, answer);
    }
    return asked.get(address);
  }

  function plain(html) {
    return new DOMParser().parseFromString(html.replaceAll("<br>", ". "), "text/html").body.textContent;
  }

  function escaped(text) {
    return new Option(text).innerHTML;
  }

  function paragraphs(texts) {
    return texts.map((text) => `<p>${text}</p>`).join("");
  }

  class View {
    constructor(place, figure) {
      this.figure = figure;
      this.areas = new Map();
      this.signs = new Map();
      this.ordinary = { points: [] };
      this.map = L.map(place, {
        attributionControl: false, zoomControl: false, trackResize: false, zoomSnap: 0, zoomDelta: 0.75,
        wheelPxPerZoomLevel: 90, maxZoom: 13, inertia: false, maxBoundsViscosity: 0.8,
        zoomAnimation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      });
      L.control.zoom({
        position: "topright", zoomInTitle: figure.words.zoomIn, zoomOutTitle: figure.words.zoomOut,
      }).addTo(this.map);
      place.setAttribute("role", "application");
      this.map.createPane("ordinary").style.cssText = "z-index: 450; pointer-events: none";
      this.canvas = L.canvas({ pane: "ordinary", padding: 0.2 });
      this.points = L.layerGroup();
      this.rings = L.layerGroup().addTo(this.map);
      this.pointTip = L.tooltip({ className: "map-tip", offset: [8, 0] });
      this.map.on("zoomend", () => this.showWhatIsNear());
      this.map.on("move", () => {
        if (!this.isGoing) {
          this.isMoved = true;
          this.leadOthers();
        }
      });
      this.map.on("mousemove", (event) => this.tellPoint(event.latlng));
      this.map.on("mouseout", () => this.tellPoint());
      this.map.on("click", (event) => this.choose(event.latlng));
      new ResizeObserver(() => this.fit(place)).observe(place);
    }

    /* The whole of what is asked about stays in sight until the reader moves the map. */
    fit(place) {
      if (place.offsetWidth) {
        this.isGoing = true;
        this.map.invalidateSize({ animate: false });
        this.isGoing = false;
        if (!this.isMoved) {
          this.goTo(this.isPlaced === undefined ? this.firstFrame() : this.frame);
        }
      }
    }

    goTo(frame) {
      const [west, south, east, north] = frame;
      this.frame = frame;
      this.isPlaced = this.map.getSize().x > 0;
      this.isGoing = true;
      this.map.fitBounds([[south, west], [north, east]], { animate: false });
      this.isGoing = false;
      this.isMoved = false;
      this.showWhatIsNear();
    }

    /* A page that arrives with a chosen school begins around it; where an ordinary one stands is
       known once the layer is read. */
    firstFrame() {
      const place = this.placeOf(this.figure.school);
      if (!place) {
        return this.figure.bounds;
      }
      const [lat, lon] = place;
      return [lon - 0.8, lat - 0.5, lon + 0.8, lat + 0.5];
    }

    async update(figure) {
      const isFirst = !this.isPlaced;
      this.begins ||= isFirst;
      const isElsewhere = isFirst || String(figure.bounds) !== String(this.figure.bounds);
      this.figure = figure;
      this.map.getContainer().setAttribute("aria-label", figure.words.map);
      const shapes = await json(figure.boundaries);
      if (!this.areas.size) {
        this.drawShapes(shapes);
      }
      if (isElsewhere) {
        this.goTo(isFirst ? this.firstFrame() : figure.bounds);
      }
      this.paintAreas(); /* Only a map that has its place has shapes to hatch. */
      this.setSigns();
      this.spread();
      this.map.getContainer().dataset.drawn = String(figure.schools.length);
      if (this.ordinary.layer !== figure.layer) {
        this.readLayer(figure.layer);
      } else {
        this.drawRings();
      }
    }

    drawShapes(shapes) {
      const lakes = new Set(this.figure.lakes.codes);
      const draw = (features, style, isInteractive) =>
        L.geoJSON({ type: "FeatureCollection", features }, { style, interactive: isInteractive }).addTo(this.map);
      const those = (test) => shapes.features.filter((feature) => test(feature.properties));
      this.layerOf = {};
      for (const level of ["district", "region"]) {
        this.layerOf[level] = draw(those((each) => each.level === level), () => ({ weight: 0.7, color: "#fff" }), true);
        this.layerOf[level].eachLayer((layer) => {
          const { code } = layer.feature.properties;
          this.areas.set(code, layer);
          layer.bindTooltip(() => this.textOf(code), { sticky: true, className: "map-tip" });
          layer.on("click", (event) => {
            L.DomEvent.stopPropagation(event);
            this.choose(event.latlng, code);
          });
        });
      }
      draw(those((each) => lakes.has(each.code)), () => ({
        weight: 0.5, color: "#fff", fillColor: this.figure.lakes.color, fillOpacity: 1,
      }), false);
      draw(those((each) => each.level === "region"), () => ({
        weight: 1.2, color: this.figure.border, fill: false,
      }), false);
      this.cities = L.layerGroup().addTo(this.map);
    }

    textOf(code) {
      return this.figure.areas.find((area) => area.code === code)?.text || "";
    }

    paintAreas() {
      const shown = new Set(this.figure.areas.map((area) => area.code));
      for (const group of Object.values(this.layerOf)) {
        const isShown = group.getLayers().some((layer) => shown.has(layer.feature.properties.code));
        isShown ? group.addTo(this.map).bringToBack() : group.remove();
      }
      this.cities.clearLayers();
      for (const area of this.figure.areas) {
        const opacity = area.isFaded ? 0.35 : 1;
        if (area.place) {
          const size = { weight: 1, color: "#1d2b36", radius: 5, fillOpacity: opacity };
          L.circleMarker(area.place, { ...size, fillColor: area.color || this.figure.noData })
            .bindTooltip(area.text, { className: "map-tip" })
            .on("click", () => bilim.chooseFromMap(area.code))
            .addTo(this.cities);
          continue;
        }
        const layer = this.areas.get(area.code);
        layer.setStyle({ fillColor: area.color || this.figure.noData, fillOpacity: opacity });
        layer.getElement()?.classList.toggle("no-data", !area.color);
      }
    }

    setSigns() {
      const gone = new Set(this.signs.keys());
      for (const school of this.figure.schools) {
        gone.delete(school.code);
        if (!this.signs.has(school.code)) {
          const icon = L.divIcon({ className: "sign", iconSize: [SIZE, SIZE] });
          const marker = L.marker(school.place, { icon, riseOnHover: true, alt: school.code });
          const below = () => this.ordinaryAt(L.latLng(school.place), SIZE / 2);
          const told = () => [this.schoolOf(school.code).text, ...this.pointsWords(below())];
          marker.bindTooltip(() => paragraphs(told()), { className: "map-tip", offset: [10, 0] });
          marker.on("mouseover", () => this.tellPoint());
          const choose = () => this.chooseNext([school.code, ...below().map((i) => this.ordinary.columns.code[i])]);
          marker.on("click", choose).addTo(this.map);
          marker.getElement().addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              choose();
            }
          });
          this.signs.set(school.code, marker);
        }
        const element = this.signs.get(school.code).getElement();
        element.innerHTML = school.sign;
        element.setAttribute("aria-label", plain(school.text));
        element.classList.toggle("is-faded", school.isFaded);
        element.classList.toggle("is-chosen", school.code === this.figure.school);
        element.setAttribute("aria-pressed", String(school.code === this.figure.school));
      }
      gone.forEach((code) => {
        this.signs.get(code).remove();
        this.signs.delete(code);
      });
    }

    schoolOf(code) {
      return this.figure.schools.find((school) => school.code === code);
    }

    /* Signs that would cover each other are pushed apart; zooming in brings them home. */
    spread() {
      const drawn = this.figure.schools.filter((school) => this.signs.has(school.code));
      const places = drawn.map((school) => {
        const home = this.map.latLngToLayerPoint(school.place);
        return { school, home, at: home.clone() };
      });
      for (let turn = 0; turn < 200; turn += 1) {
        let isMoved = false;
        for (let i = 0; i < places.length; i += 1) {
          for (let j = 0; j < i; j += 1) {
            const apart = places[i].at.subtract(places[j].at);
            const isBeside = Math.abs(apart.x) >= Math.abs(apart.y);
            const distance = Math.abs(isBeside ? apart.x : apart.y);
            if (distance < ROOM) {
              const way = isBeside ? L.point(Math.sign(apart.x) || 1, 0) : L.point(0, Math.sign(apart.y));
              const push = way.multiplyBy((ROOM - distance) / 2 + 0.05);
              places[i].at = places[i].at.add(push);
              places[j].at = places[j].at.subtract(push);
              isMoved = true;
            }
          }
        }
        if (!isMoved) {
          break;
        }
      }
      places.forEach(({ school, home, at }) => {
        const { x, y } = at.subtract(home);
        const { style } = this.signs.get(school.code).getElement();
        style.marginLeft = `${(x - SIZE / 2).toFixed(1)}px`;
        style.marginTop = `${(y - SIZE / 2).toFixed(1)}px`;
      });
    }

    async readLayer(address) {
      const columns = await json(address).catch(() => null);
      if (!columns || this.figure.layer !== address) {
        return; /* The line about the lost connection says it; the next answer asks again. */
      }
      this.ordinary = { layer: address, columns, points: [] };
      this.points.clearLayers();
      columns.code.forEach((code, i) => {
        if (!columns.innovative[i] && columns.lat[i] !== null) {
          this.ordinary.points.push(i);
        }
      });
      if (this.begins && this.figure.school && !this.isMoved) {
        this.goTo(this.firstFrame());
      }
      this.begins = false;
      this.showWhatIsNear();
    }

    showWhatIsNear() {
      if (!this.isPlaced) {
        return;
      }
      const isNear = this.map.getZoom() >= NEAR;
      const { columns, points } = this.ordinary;
      if (isNear && points.length && !this.points.getLayers().length) {
        const look = {
          renderer: this.canvas, interactive: false, radius: 3, weight: 1, color: "#fff",
          fillColor: "#33434d", fillOpacity: 0.85,
        };
        points.forEach((i) => this.points.addLayer(L.circleMarker([columns.lat[i], columns.lon[i]], look)));
      }
      isNear ? this.points.addTo(this.map) : this.points.remove();
      this.spread();
      this.drawRings();
    }

    /* The ordinary schools under a point of the map, as their places in the columns. */
    ordinaryAt(latlng, reach = REACH) {
      if (!this.map.hasLayer(this.points)) {
        return [];
      }
      const here = this.map.latLngToLayerPoint(latlng);
      const { columns, points } = this.ordinary;
      const side = (reach / 256 / 2 ** this.map.getZoom()) * 360;
      return points.filter(
        (i) =>
          Math.abs(columns.lon[i] - latlng.lng) < side &&
          Math.abs(columns.lat[i] - latlng.lat) < side &&
          this.map.latLngToLayerPoint([columns.lat[i], columns.lon[i]]).distanceTo(here) <= reach
      );
    }

    tellPoint(latlng) {
      const found = latlng ? this.ordinaryAt(latlng) : [];
      this.map.getContainer().classList.toggle("is-at-point", found.length > 0);
      if (!found.length) {
        this.pointTip.remove();
        return;
      }
      const { columns } = this.ordinary;
      this.pointTip.setLatLng([columns.lat[found[0]], columns.lon[found[0]]]);
      this.pointTip.setContent(paragraphs(this.pointsWords(found)));
      this.pointTip.addTo(this.map);
    }

    /* What is said of schools on one spot: of many only who they are. */
    pointsWords(found) {
      return found.length > 2 ? [found.map((i) => this.pointName(i)).join("<br>")] : found.map((i) => this.pointWords(i));
    }

    pointName(i) {
      const name = this.ordinary.columns[`school_${document.documentElement.lang}`][i];
      return `<b>${escaped(name)}</b>`;
    }

    pointWords(i) {
      const { columns } = this.ordinary;
      const { lang } = document.documentElement;
      const { pupils, nearest } = this.figure.words;
      const lines = [this.pointName(i), escaped(columns[`district_${lang}`][i])];
      if (columns.pupils[i] !== null) {
        lines.push(bilim.filled(pupils, { n: number.format(columns.pupils[i]) }));
      }
      if (columns.nearest[i] !== null) {
        lines.push(bilim.filled(nearest, { school: columns.nearest[i], km: number.format(columns.km[i]) }));
      }
      return lines.join("<br>");
    }

    /* A click means the ordinary school under it, or else the area; of several schools on one spot
       the one that follows the chosen one. */
    choose(latlng, area) {
      const codes = this.ordinaryAt(latlng).map((i) => this.ordinary.columns.code[i]);
      this.chooseNext(codes.length ? codes : [area]);
    }

    chooseNext(codes) {
      const code = codes[(codes.indexOf(this.figure.school) + 1) % codes.length];
      if (code && !isLassoOn) {
        bilim.chooseFromMap(code);
      }
    }

    placeOf(code) {
      const { columns } = this.ordinary;
      const i = columns ? columns.code.indexOf(code) : -1;
      return this.schoolOf(code)?.place || (i >= 0 && columns.lat[i] !== null && [columns.lat[i], columns.lon[i]]);
    }

    /* Distances around the chosen school. */
    drawRings() {
      this.rings.clearLayers();
      const place = this.figure.school && this.placeOf(this.figure.school);
      if (!place) {
        return;
      }
      const look = { interactive: false, fill: false, weight: 1.4, color: "#0f5563", dashArray: "4 4" };
      this.figure.rings.forEach((km) => {
        L.circle(place, { ...look, radius: 1000 * km }).addTo(this.rings);
        const north = [place[0] + km / 111.2, place[1]];
        const radius = this.map.latLngToLayerPoint(place).distanceTo(this.map.latLngToLayerPoint(north));
        if (radius < 22) {
          return;
        }
        const html = `<span>${bilim.filled(this.figure.words.ring, { km })}</span>`;
        L.marker(north, { interactive: false, keyboard: false, icon: L.divIcon({ className: "ring-km", html, iconSize: [0, 0] }) }).addTo(this.rings);
      });
      L.circleMarker(place, { interactive: false, radius: 9, weight: 2, color: "#0f5563", fill: false }).addTo(this.rings);
    }

    leadOthers() {
      if (View.isLed) {
        return;
      }
      View.isLed = true;
      views.filter((view) => view !== this && view.isPlaced).forEach((view) => {
        view.map.setView(this.map.getCenter(), this.map.getZoom(), { animate: false });
      });
      View.isLed = false;
    }
  }

  bilim.drawers.map = (place, figure) => {
    let view = views.find((each) => each.map.getContainer() === place);
    if (!view) {
      view = new View(place, figure);
      views.push(view);
    }
    view.update(figure).catch((error) => {
      document.getElementById("connection-lost").hidden = false;
      throw error;
    });
  };

  /* All schools of the release shown, for whoever searches one or lists them. */
  bilim.everySchool = (address = views[0].figure.layer) => json(address);

  bilim.showSchool = (code) => {
    const place = views[0].placeOf(code);
    if (place) {
      views[0].map.setView(place, Math.max(views[0].map.getZoom(), NEAR + 0.5), { animate: false });
    }
  };

  /* The lasso: draw around signs to list only those schools. */
  const button = document.getElementById("lasso");
  const said = document.getElementById("lasso-said");

  function setLasso(isOn) {
    isLassoOn = isOn;
    said.textContent = "";
    button.setAttribute("aria-pressed", String(isOn));
    views.forEach(({ map }) => {
      isOn ? map.dragging.disable() : map.dragging.enable();
      map.getContainer().classList.toggle("is-lasso", isOn);
    });
  }

  function isInside(point, corners) {
    return corners.reduce((inside, corner, i) => {
      const before = corners[(i || corners.length) - 1];
      const isCrossed = corner.y > point.y !== before.y > point.y;
      const x = ((before.x - corner.x) * (point.y - corner.y)) / (before.y - corner.y) + corner.x;
      return isCrossed && point.x < x ? !inside : inside;
    }, false);
  }

  button.addEventListener("click", () => setLasso(!isLassoOn));

  /* A stroke ends with a click, which must not choose what lies under it. */
  function swallowClick() {
    const swallow = (click) => click.stopPropagation();
    window.addEventListener("click", swallow, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
  }

  let stroke;

  document.addEventListener("pointerdown", (event) => {
    const view = views.find(({ map }) => map.getContainer().contains(event.target));
    if (!isLassoOn || !view || event.target.closest(".leaflet-control")) {
      return;
    }
    const { map } = view;
    const corners = [map.mouseEventToLayerPoint(event)];
    const line = L.polygon([], { interactive: false, weight: 2, color: "#0f5563", fillOpacity: 0.1 }).addTo(map);
    stroke = new AbortController();
    const { signal } = stroke;
    signal.addEventListener("abort", () => {
      line.remove();
      setLasso(false);
    });
    document.addEventListener("pointermove", (move) => {
      corners.push(map.mouseEventToLayerPoint(move));
      line.setLatLngs(corners.map((corner) => map.layerPointToLatLng(corner)));
    }, { signal });
    document.addEventListener("pointercancel", () => stroke.abort(), { signal });
    document.addEventListener("pointerup", () => {
      swallowClick();
      stroke.abort();
      const codes = view.figure.schools
        .filter((school) => isInside(map.latLngToLayerPoint(school.place), corners))
        .map((school) => school.code);
      if (codes.length) {
        bilim.choose("schools", codes.join(","));
      } else {
        said.textContent = button.dataset.nothing;
      }
    }, { signal });
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isLassoOn) {
      stroke?.abort();
      setLasso(false);
    }
  });
})();
