/* The map to place a point on: [data-place-map] shows the JSON island <id>-data in colours of the tokens and fills in
   the fields `longitude` and `latitude` of its form. {boundary: GeoJSON geometry or null, point: {lat, lon} or null,
   others: [{lat, lon}]}: the park, its point, and what is placed already. Without JavaScript the two fields are typed;
   typing moves the pin as well. */
(() => {
  "use strict";
  const DIGITS = 6;
  const NEAREST_ZOOM = 17;
  const token = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--pp-${name}`).trim();

  function fieldsOf(element) {
    const form = element.closest("form");
    return [form.elements.namedItem("longitude"), form.elements.namedItem("latitude")];
  }

  function typed([longitude, latitude]) {
    if (!longitude.value || !latitude.value) return null;
    const place = [Number(latitude.value), Number(longitude.value)];
    return place.every(Number.isFinite) && Math.abs(place[0]) <= 90 ? place : null;
  }

  function ground(data, paints) {
    const layers = [];
    if (data.boundary) {
      const area = L.geoJSON(data.boundary, { interactive: false });
      paints.push(() =>
        area.setStyle({ color: token("ink-2"), weight: 1.5, fillOpacity: 0.06 }),
      );
      layers.push(area);
    }
    data.others.forEach((other) => {
      const dot = L.circleMarker([other.lat, other.lon], { radius: 4, interactive: false });
      paints.push(() =>
        dot.setStyle({ color: token("sheet"), weight: 1, fillColor: token("ink-3"), fillOpacity: 1 }),
      );
      layers.push(dot);
    });
    return layers;
  }

  /* Show the park where its boundary is known, else what is placed already, and the place itself in any case. */
  function fit(map, layers, data, place) {
    const around = place ?? (data.point && [data.point.lat, data.point.lon]);
    const shown = L.featureGroup(data.boundary ? layers.slice(0, 1) : layers).getBounds();
    if (place && shown.isValid()) shown.extend(place);
    if (shown.isValid()) map.fitBounds(shown, { maxZoom: NEAREST_ZOOM, padding: [24, 24] });
    else map.setView(around ?? [0, 0], around ? 14 : 1);
  }

  function pinOn(map, fields) {
    const icon = L.divIcon({ className: "pin pin-park place-pin", iconSize: [20, 20] });
    let pin = null;
    const fill = ({ lat, lng }) => {
      const wrapped = L.latLng(lat, lng).wrap();
      fields[0].value = wrapped.lng.toFixed(DIGITS);
      fields[1].value = wrapped.lat.toFixed(DIGITS);
    };
    const put = (place) => {
      if (!place) return;
      pin ??= L.marker(place, { icon, draggable: true, keyboard: false, zIndexOffset: 1000 })
        .on("dragend", () => fill(pin.getLatLng()))
        .addTo(map);
      pin.setLatLng(place);
    };
    map.on("click", (event) => {
      fill(event.latlng);
      put(event.latlng);
    });
    fields.forEach((field) => {
      field.addEventListener("input", () => put(typed(fields)));
    });
    put(typed(fields));
  }

  function mount(element) {
    const data = JSON.parse(document.getElementById(`${element.id}-data`).textContent);
    const fields = fieldsOf(element);
    element.hidden = false;
    const map = L.map(element, {
      attributionControl: false,
      scrollWheelZoom: false,
      fadeAnimation: false,
      zoomAnimation: false,
      zoomSnap: 0.25,
    });
    const paints = [];
    const layers = ground(data, paints);
    fit(map, layers, data, typed(fields));
    layers.forEach((layer) => layer.addTo(map));
    const paint = () => paints.forEach((one) => one());
    paint();
    pinOn(map, fields);
    L.control.scale({ imperial: false, maxWidth: 100 }).addTo(map);
    document.addEventListener("pp:theme", paint);
  }

  document.querySelectorAll("[data-place-map]").forEach(mount);
})();
