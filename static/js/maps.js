/* Maps: [data-map] draw the JSON island <id>-data without base tiles, in colours of the tokens.
   {parks: [{name, url, point: {lat, lon} or null, boundary: GeoJSON geometry or null, tone, note, mark, sign, solid}], tiles: {url, credit}}
   A park is a boundary where it has one, else a ring at its point; `tone` names a token (t1, t2, t3, ink-2 …).
   With a `mark` (a figure) it is a pin that shows it, in the class that `tone` names; pins that would lie on each other
   are moved apart, so that each can be read and pressed, and find back when there is room.
   With a `sign` (a letter) it is a small pin that stays where it is; `solid` fills a boundary, for plots side by side.
   Areas and signs are for pointers: the table beside the map has the same links for the keyboard.
   `tiles` is for installations that have a tile server of their own; without it nothing is fetched. */
(() => {
  "use strict";
  const palette = new Map();
  const NEAREST_ZOOM = 15;
  const MANY = 500;
  const APART = 30;
  const ROUNDS = 200;
  const NEAREST_ZOOM_OF_PLOTS = 19;
  const BESIDE_THE_BUTTONS = { paddingTopLeft: [60, 24], paddingBottomRight: [24, 24] };
  const live = new Map();

  function token(name) {
    if (!palette.has(name)) {
      const style = getComputedStyle(document.documentElement);
      palette.set(name, style.getPropertyValue(`--pp-${name}`).trim());
    }
    return palette.get(name);
  }

  function words(park) {
    const text = document.createElement("span");
    text.textContent = park.note ? `${park.name} · ${park.note}` : park.name;
    return text;
  }

  function follow(layer, park) {
    layer.bindTooltip(() => words(park), { sticky: true });
    if (!park.url) return;
    layer.on("click", () => location.assign(park.url));
    layer.on("keypress", (event) => {
      if (event.originalEvent.key === "Enter") location.assign(park.url);
    });
  }

  function areaOf(park, paints) {
    const area = L.geoJSON(park.boundary);
    paints.push(() => {
      const tone = token(park.tone ?? "ink-2");
      area.setStyle(
        park.solid
          ? { color: token("sheet"), weight: 1, fillColor: tone, fillOpacity: 1 }
          : { color: tone, weight: 1.5, fillColor: tone, fillOpacity: 0.3 },
      );
    });
    return area;
  }

  function pinOf(park) {
    const text = words(park).textContent;
    const icon = L.divIcon({
      className: park.sign ? "pin pin-sign" : `pin pin-park ${park.tone}`,
      html: words({ name: park.sign ?? park.mark }),
      iconSize: park.sign ? [20, 20] : [28, 28],
    });
    const at = [park.point.lat, park.point.lon];
    if (park.sign) return L.marker(at, { icon, keyboard: false, stays: true });
    return L.marker(at, { icon, title: text, alt: text });
  }

  function pointOf(park, paints) {
    if (park.mark || park.sign) return pinOf(park);
    const point = L.circleMarker([park.point.lat, park.point.lon], { radius: 7 });
    paints.push(() =>
      point.setStyle({
        color: token("sheet"),
        weight: 1.5,
        fillColor: token(park.tone ?? "ink-2"),
        fillOpacity: 1,
      }),
    );
    return point;
  }

  /* Push two points apart where their pins overlap, along the shorter way; say whether they did. */
  function pushApart(one, other) {
    const [x, y] = [other.x - one.x, other.y - one.y];
    const [overX, overY] = [APART - Math.abs(x), APART - Math.abs(y)];
    if (overX <= 0 || overY <= 0) return false;
    const axis = overX < overY ? "x" : "y";
    const push = (Math.min(overX, overY) + 0.5) / 2;
    const way = (axis === "x" ? x : y) < 0 ? -1 : 1;
    one[axis] -= push * way;
    other[axis] += push * way;
    return true;
  }

  function spread(map, pins) {
    const points = pins.map((pin) => map.latLngToLayerPoint(pin.home));
    for (let round = 0, moved = true; moved && round < ROUNDS; round += 1) {
      moved = false;
      points.forEach((one, index) => {
        points.slice(index + 1).forEach((other) => {
          moved = pushApart(one, other) || moved;
        });
      });
    }
    pins.forEach((pin, index) => pin.setLatLng(map.layerPointToLatLng(points[index])));
  }

  function keepApart(map, layers) {
    const pins = layers.filter((layer) => layer instanceof L.Marker && !layer.options.stays);
    pins.forEach((pin) => {
      pin.home = pin.getLatLng();
    });
    spread(map, pins);
    map.on("zoomend resize", () => spread(map, pins));
  }

  function mount(element) {
    const island = document.getElementById(`${element.id}-data`);
    if (!island || element.dataset.drawn) return;
    element.dataset.drawn = "true";
    const data = JSON.parse(island.textContent);
    const map = L.map(element, {
      attributionControl: Boolean(data.tiles),
      scrollWheelZoom: false,
      fadeAnimation: false,
      zoomAnimation: false,
      zoomSnap: 0.25,
      preferCanvas: data.parks.length > MANY,
    });
    if (data.tiles) L.tileLayer(data.tiles.url, { attribution: data.tiles.credit }).addTo(map);
    const paints = [];
    const layers = data.parks
      .filter((park) => park.boundary || park.point)
      .map((park) => {
        const layer = park.boundary ? areaOf(park, paints) : pointOf(park, paints);
        follow(layer, park);
        return layer;
      });
    const all = L.featureGroup(layers).addTo(map);
    const paint = () => paints.forEach((one) => one());
    paint();
    const maxZoom = data.parks.some((one) => one.solid) ? NEAREST_ZOOM_OF_PLOTS : NEAREST_ZOOM;
    if (layers.length) map.fitBounds(all.getBounds(), { ...BESIDE_THE_BUTTONS, maxZoom });
    else map.setView([0, 0], 1);
    keepApart(map, layers);
    L.control.scale({ imperial: false, maxWidth: 100 }).addTo(map);
    element.querySelectorAll("path.leaflet-interactive, .pin-sign").forEach((path) => {
      path.setAttribute("aria-hidden", "true");
    });
    live.set(element, paint);
    new ResizeObserver(() => {
      if (element.isConnected) map.invalidateSize();
    }).observe(element);
  }

  /* What a swap took out of the page is let go. */
  function paintAll() {
    palette.clear();
    live.forEach((paint, element) => {
      if (element.isConnected) paint();
      else live.delete(element);
    });
  }

  function mountAll() {
    document.querySelectorAll("[data-map]").forEach(mount);
  }

  mountAll();
  document.addEventListener("htmx:afterSettle", mountAll);
  document.addEventListener("pp:theme", paintAll);
})();
