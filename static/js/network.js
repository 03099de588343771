/* The network of actors: [data-network] draws the JSON island <id>-data in colours of the tokens --pp-kind-….
   {actors: [{key, name, kind, kindTitle, sign: circle|rect|diamond|triangle, ties, x, y, url}], ties: [{from, to, linkages}]}
   The element's data-actor and data-tie hold the words of the tips; a click on an actor opens its page. */
(() => {
  "use strict";
  const live = new Set();
  const SMALLEST = 10;
  const LARGEST = 44;
  const NAMED = 14;
  const LABEL_WIDTH = 120;

  const token = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--pp-${name}`).trim();
  const font = () => getComputedStyle(document.body).fontFamily;

  function worded(text, values) {
    return text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
  }

  /* The area of a sign grows with its ties. */
  function sizeOf(ties, most) {
    return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(ties / Math.max(most, 1));
  }

  /* Return where an actor stands in pixels: the picture is stretched to the room that there is. */
  function placing(actors, room) {
    const along = (name, start, length) => {
      const all = actors.map((actor) => actor[name]);
      const low = Math.min(...all);
      const extent = Math.max(...all) - low;
      return (actor) => start + (extent ? (actor[name] - low) / extent : 0.5) * length;
    };
    return {
      x: along("x", room.left, room.width),
      y: along("y", room.top, room.height),
    };
  }

  function roomOf(element) {
    const side = Math.min(80, element.clientWidth * 0.14);
    return {
      left: side,
      top: 28,
      width: element.clientWidth - 2 * side,
      height: element.clientHeight - 28 - 56,
    };
  }

  function drawnActor(actor, most, isNamed, place) {
    return {
      x: place.x(actor),
      y: place.y(actor),
      id: String(actor.key),
      name: actor.name,
      symbol: actor.sign,
      symbolSize: sizeOf(actor.ties, most),
      itemStyle: {
        color: token(`kind-${actor.kind}`),
        borderColor: token("sheet"),
        borderWidth: 1.5,
      },
      label: { show: isNamed },
      actor,
    };
  }

  function drawnTie(tie) {
    return {
      source: String(tie.from),
      target: String(tie.to),
      lineStyle: { width: Math.min(1 + tie.linkages * 0.75, 5) },
      tie,
    };
  }

  function option(data, element) {
    const most = Math.max(...data.actors.map((actor) => actor.ties));
    const names = new Map(data.actors.map((actor) => [actor.key, actor.name]));
    const byTies = [...data.actors].sort((a, b) => b.ties - a.ties);
    const room = roomOf(element);
    const place = placing(data.actors, room);
    const named = new Set(byTies.slice(0, element.clientWidth < 480 ? 6 : NAMED));
    const tip = ({ data: one }) =>
      one.actor
        ? worded(element.dataset.actor, {
            name: one.actor.name,
            kind: one.actor.kindTitle,
            ties: one.actor.ties,
          })
        : worded(element.dataset.tie, {
            first: names.get(one.tie.from),
            second: names.get(one.tie.to),
            linkages: one.tie.linkages,
          });
    return {
      animation: false,
      textStyle: { fontFamily: font(), fontSize: 12, color: token("ink-2") },
      tooltip: {
        renderMode: "richText",
        confine: true,
        formatter: tip,
        backgroundColor: token("sheet"),
        borderColor: token("rule-strong"),
        textStyle: { color: token("ink"), fontSize: 12, fontFamily: font() },
      },
      series: [
        {
          type: "graph",
          layout: "none",
          ...room,
          label: {
            position: "bottom",
            distance: 3,
            color: token("ink"),
            fontSize: 12,
            fontFamily: font(),
            textBorderColor: token("sheet"),
            textBorderWidth: 3,
            width: LABEL_WIDTH,
            overflow: "break",
            lineHeight: 14,
          },
          labelLayout: { hideOverlap: true },
          lineStyle: { color: token("rule-strong"), opacity: 0.8 },
          emphasis: { focus: "adjacency", label: { show: true } },
          data: data.actors.map((actor) => drawnActor(actor, most, named.has(actor), place)),
          links: data.ties.map(drawnTie),
        },
      ],
    };
  }

  function draw(one) {
    one.chart.setOption(option(one.data, one.element), true);
  }

  function redraw(one) {
    one.chart.resize();
    draw(one);
  }

  function mount(element) {
    const island = document.getElementById(`${element.id}-data`);
    if (!island || element.dataset.drawn) return;
    element.dataset.drawn = "true";
    const data = JSON.parse(island.textContent);
    const chart = echarts.init(element, null, { renderer: "svg" });
    const one = { chart, data, element };
    live.add(one);
    draw(one);
    chart.on("click", ({ data: shown }) => {
      if (shown.actor) location.assign(shown.actor.url);
    });
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      redraw(one);
    }).observe(element);
  }

  document.fonts.ready.then(() => document.querySelectorAll("[data-network]").forEach(mount));
  document.addEventListener("pp:theme", () => live.forEach(redraw));
})();
