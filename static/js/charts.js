/* Charts: [data-chart=trend|waterfall] draw the figures of the JSON island <id>-data in colours of the tokens.
   trend:     {x: [period], labels: [words], now: stage, gate: {value, label} or null,
               stages: [{code, name, from, to}], series: [{name, stage, y: [number or null], carried: [index]}]}
   waterfall: {rows: [{name, v, from, kind: sum|take|add|end}], digits}; a row runs from `from` over `v` points.
   The element's data-carried and data-missing hold the words of the two states. */
(() => {
  "use strict";
  const live = new Set();
  const language = document.documentElement.lang;

  const token = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--pp-${name}`).trim();
  const font = () => getComputedStyle(document.body).fontFamily;

  function writer(digits) {
    const format = new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return (value) => format.format(value);
  }

  function widthOf(text, weight) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} 12px ${font()}`;
    return pen.measureText(text).width;
  }

  function base() {
    return {
      animation: false,
      textStyle: { fontFamily: font(), fontSize: 12, color: token("ink-2") },
      tooltip: {
        renderMode: "richText",
        confine: true,
        backgroundColor: token("sheet"),
        borderColor: token("rule-strong"),
        textStyle: { color: token("ink"), fontSize: 12, fontFamily: font() },
        axisPointer: { lineStyle: { color: token("ink-3") } },
      },
    };
  }

  const axisLine = () => ({ show: true, lineStyle: { color: token("rule-strong") } });
  const splitLine = () => ({ lineStyle: { color: token("rule-soft") } });

  /* ---- trend ---- */

  function scoreRange(data) {
    const values = data.series.flatMap((one) => one.y).filter((value) => value !== null);
    if (data.gate) values.push(data.gate.value);
    if (!values.length) return [0, 100];
    const low = Math.max(0, Math.floor((Math.min(...values) - 4) / 20) * 20);
    const high = Math.min(100, Math.ceil((Math.max(...values) + 4) / 20) * 20);
    return [low, Math.max(high, low + 20)];
  }

  function lastValue(one) {
    return one.y.findLast((value) => value !== null) ?? null;
  }

  /* Names at the ends of the lines stand apart by at least a line of text. */
  function spread(series, range, height) {
    const place = (value) => ((range[1] - value) / (range[1] - range[0])) * height;
    const ends = series
      .map((one, index) => ({ index, at: lastValue(one) }))
      .filter((end) => end.at !== null)
      .sort((a, b) => b.at - a.at);
    const shifts = new Map();
    let free = -Infinity;
    ends.forEach((end) => {
      const wanted = place(end.at);
      const given = Math.max(wanted, free);
      shifts.set(end.index, given - wanted);
      free = given + 15;
    });
    return shifts;
  }

  function periodLabel(narrow) {
    return (code, index) => {
      const [year, part] = code.split("-");
      if (!part) return year;
      const opensYear = part === "Q1" || part === "01";
      if (narrow && !opensYear) return "";
      return opensYear || index === 0 ? `${part}\n${year}` : part;
    };
  }

  function trendTip(data, words) {
    const write = writer(1);
    return (points) => {
      const at = points[0].dataIndex;
      const rows = data.series.map((one) => {
        const value = one.y[at];
        if (value === null) return `${one.name}  ${words.missing}`;
        return `${one.name}  ${write(value)}${one.carried.includes(at) ? `  ${words.carried}` : ""}`;
      });
      return [(data.labels ?? data.x)[at], ...rows].join("\n");
    };
  }

  function stageBands(data, tone) {
    return {
      silent: true,
      label: { position: "insideTopLeft", fontSize: 11, fontWeight: 600, distance: 4 },
      data: data.stages.map((band) => [
        {
          name: band.name,
          xAxis: band.from,
          itemStyle: { color: token(`${band.code}-weak`) },
          label: { color: tone(band.code) },
        },
        { xAxis: band.to },
      ]),
    };
  }

  function gateLine(gate) {
    return {
      silent: true,
      symbol: "none",
      lineStyle: { color: token("danger"), type: [4, 3], width: 1.25 },
      label: {
        position: "insideStartTop",
        color: token("danger"),
        fontSize: 11,
        formatter: gate.label,
        distance: 4,
      },
      data: [{ yAxis: gate.value }],
    };
  }

  function trendLine(data, one, look) {
    const isNow = Boolean(data.now) && one.stage === data.now;
    const write = writer(1);
    const last = lastValue(one);
    return {
      name: one.name,
      type: "line",
      connectNulls: false,
      symbolSize: isNow ? 7 : 5,
      lineStyle: { width: isNow ? 2.5 : 1.5, color: look.color },
      itemStyle: { color: look.color },
      z: isNow ? 4 : 3,
      data: one.y.map((value, index) => ({
        value: value ?? "-",
        symbol: one.carried.includes(index) ? "emptyCircle" : "circle",
      })),
      endLabel: {
        show: !look.narrow && last !== null,
        distance: 8,
        color: token("ink"),
        fontSize: 12,
        fontWeight: isNow ? 600 : 400,
        offset: [0, look.shift],
        formatter: last === null ? "" : `${one.name} ${write(last)}`,
      },
    };
  }

  function trend(data, element) {
    const narrow = element.clientWidth < 480;
    const range = scoreRange(data);
    const fallback = ["t1", "t2", "t3", "ink-3"];
    const tone = (code) => token(/^t[123]$/.test(code) ? code : "ink-3");
    const names = data.series.map((one) => widthOf(`${one.name} ${writer(1)(100)}`, 600));
    const grid = {
      left: 32,
      right: narrow ? 14 : Math.min(Math.max(24, ...names) + 16, element.clientWidth / 3),
      top: 26,
      bottom: narrow ? 36 + 20 * data.series.length : 36,
    };
    const shifts = spread(data.series, range, element.clientHeight - grid.top - grid.bottom);
    const option = base();
    option.grid = grid;
    option.tooltip.trigger = "axis";
    option.tooltip.formatter = trendTip(data, element.dataset);
    option.legend = {
      show: narrow,
      bottom: 0,
      left: 24,
      orient: "vertical",
      itemGap: 4,
      selectedMode: false,
      textStyle: { color: token("ink-2"), fontSize: 12 },
    };
    option.xAxis = {
      type: "category",
      data: data.x,
      boundaryGap: false,
      axisTick: { show: true, length: 3, lineStyle: { color: token("rule-strong") } },
      axisLine: axisLine(),
      axisLabel: {
        color: token("ink-2"),
        fontSize: 11,
        lineHeight: 13,
        interval: 0,
        hideOverlap: true,
        showMinLabel: true,
        formatter: periodLabel(narrow),
      },
    };
    option.yAxis = {
      type: "value",
      min: range[0],
      max: range[1],
      interval: 20,
      splitLine: splitLine(),
      axisLabel: { color: token("ink-3"), fontSize: 11 },
    };
    option.series = data.series.map((one, index) =>
      trendLine(data, one, {
        narrow,
        color: one.stage ? tone(one.stage) : token(fallback[index % fallback.length]),
        shift: shifts.get(index) ?? 0,
      }),
    );
    if (option.series.length) {
      option.series[0].markArea = stageBands(data, tone);
      if (data.gate) option.series[0].markLine = gateLine(data.gate);
    }
    return option;
  }

  /* ---- waterfall ---- */

  function barColor(kind) {
    if (kind === "end") return token("accent");
    return kind === "sum" ? token("ink-2") : token("hatch");
  }

  function barLabel(row, pixels, write) {
    const isWhole = row.kind === "sum" || row.kind === "end";
    const isLong = pixels > 48;
    const sign = { take: "\u2212", add: "+" }[row.kind] ?? "";
    const position = isLong ? (isWhole ? "insideRight" : "inside") : "right";
    return {
      show: true,
      position,
      color: isLong && isWhole ? token(row.kind === "end" ? "on-accent" : "sheet") : token("ink"),
      fontSize: 12,
      fontWeight: isWhole ? 600 : 400,
      formatter: `${sign}${write(row.v)}`,
    };
  }

  function waterfall(data, element) {
    const narrow = element.clientWidth < 560;
    const write = writer(data.digits ?? 2);
    const longest = Math.max(0, ...data.rows.map((row) => widthOf(row.name, 600)));
    const names = Math.min(longest + 8, narrow ? 120 : 284);
    const top = Math.max(1, ...data.rows.map((row) => row.from + row.v));
    const interval = narrow ? 20 : 10;
    const end = Math.ceil(top / interval) * interval;
    const perPoint = (element.clientWidth - names - 54) / end;
    const option = base();
    option.tooltip.show = false;
    option.grid = { left: names + 10, right: 44, top: 8, bottom: 28 };
    option.xAxis = {
      type: "value",
      min: 0,
      max: end,
      interval,
      splitLine: splitLine(),
      axisLine: axisLine(),
      axisLabel: { color: token("ink-3"), fontSize: 11 },
    };
    option.yAxis = {
      type: "category",
      inverse: true,
      data: data.rows.map((row) => row.name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        interval: 0,
        width: names,
        overflow: "truncate",
        fontSize: 12,
        formatter: (name, index) =>
          `{${/take|add/.test(data.rows[index].kind) ? "part" : "whole"}|${name}}`,
        rich: {
          part: { color: token("ink-2"), fontSize: 12 },
          whole: { color: token("ink"), fontSize: 12, fontWeight: 600 },
        },
      },
    };
    option.series = [
      {
        type: "bar",
        stack: "points",
        silent: true,
        itemStyle: { color: "transparent" },
        data: data.rows.map((row) => row.from),
        barWidth: 16,
      },
      {
        type: "bar",
        stack: "points",
        barWidth: 16,
        data: data.rows.map((row) => ({
          value: row.v,
          itemStyle: { color: barColor(row.kind), borderRadius: 1 },
          label: barLabel(row, row.v * perPoint, write),
        })),
      },
    ];
    return option;
  }

  /* ---- drawing ---- */

  const kinds = { trend, waterfall };

  function draw(one) {
    one.chart.setOption(one.make(one.data, one.element), true);
  }

  /* What a swap took out of the page is let go. */
  function letGo(one) {
    one.watcher.disconnect();
    one.chart.dispose();
    live.delete(one);
  }

  function redraw(one) {
    if (!one.element.isConnected) {
      letGo(one);
      return;
    }
    one.chart.resize();
    draw(one);
  }

  function mount(element) {
    const island = document.getElementById(`${element.id}-data`);
    const make = kinds[element.dataset.chart];
    if (!island || !make || element.dataset.drawn) return;
    element.dataset.drawn = "true";
    const data = JSON.parse(island.textContent);
    if (element.dataset.chart === "waterfall") {
      element.style.height = `${data.rows.length * 27 + 40}px`;
    }
    const chart = echarts.init(element, null, { renderer: "svg" });
    const one = { chart, data, make, element };
    one.watcher = new ResizeObserver(() => redraw(one));
    live.add(one);
    draw(one);
    one.watcher.observe(element);
  }

  function mountAll() {
    document.querySelectorAll("[data-chart]").forEach(mount);
  }

  document.fonts.ready.then(mountAll);
  document.addEventListener("htmx:afterSettle", mountAll);
  document.addEventListener("pp:theme", () => live.forEach(redraw));
})();
