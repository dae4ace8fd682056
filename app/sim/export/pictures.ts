// Views as pictures of shapes: the timeline, a page walk, the indirection list.

import type { Lane, ListView, RunSummary, WalkView } from "../api.ts";
import { hex32, hexPfn } from "../core/hex.ts";
import type { ColourName, Picture, Shape } from "./svg.ts";

const LANES: readonly (readonly [lane: Lane, title: string, colour: ColourName])[] = [
  ["A", "Kernel A", "kernelA"],
  ["code", "control code", "code"],
  ["B", "Kernel B", "kernelB"],
  ["C", "Kernel C", "kernelC"],
];
const LANE = 30;
const NAMES = 96;

/** Every phase as wide as the logarithm of its length, like the page's axis of phases: the label says so. */
const shareOf = (from: number, to: number): number => 1.2 + Math.log10(1 + Math.max(0, to - from));

/** Positions to places, straight between the ends of phases. */
function axisOf({ phases }: RunSummary, width: number): (t: number) => number {
  const total = phases.reduce((sum, { from, to }) => sum + (to > from ? shareOf(from, to) : 0), 0) || 1;
  const knots = [{ t: 0, x: 0 }];
  let sum = 0;
  for (const { from, to } of phases) {
    if (to <= from) continue;
    sum += shareOf(from, to);
    knots.push({ t: to, x: (sum / total) * width });
  }
  return (t) => {
    const after = knots.findIndex((knot) => knot.t >= t);
    const [a, b] = [knots[after - 1], knots[after]];
    if (b === undefined) return width;
    if (a === undefined || b.t === a.t) return b.x;
    return a.x + ((t - a.t) / (b.t - a.t)) * (b.x - a.x);
  };
}

export function timelinePicture(run: RunSummary, now: number, width = 1200): Picture {
  const lanes = LANES.filter(([lane]) => run.phases.some((phase) => phase.lane === lane));
  const x = axisOf(run, width - NAMES);
  const top = (lane: Lane): number => 18 + lanes.findIndex(([name]) => name === lane) * LANE;
  const bottom = 18 + lanes.length * LANE;
  const at = (t: number): number => NAMES + x(t);
  const bars = run.phases.flatMap((phase): Shape[] => {
    const lane = LANES.find(([name]) => name === phase.lane);
    const [left, right] = [at(phase.from), at(phase.to)];
    const box = { x: left, y: top(phase.lane) + 3, width: Math.max(1, right - left - 1.5), height: LANE - 8 };
    return [
      { kind: "rect", ...box, fill: lane?.[2] ?? "quiet", alpha: 0.28, title: `${phase.title}, t ${phase.from}` },
      { kind: "text", x: left + 4, y: box.y + 15, text: phase.title, size: 10, most: box.width - 6 },
    ];
  });
  const arcs = run.jumps.flatMap(({ n, t, from, to }): Shape[] => {
    const [place, start, end] = [at(t), top(from) + LANE / 2, top(to) + LANE / 2];
    return [
      {
        kind: "path",
        d: `M${place} ${start}C${place + 14} ${start} ${place + 14} ${end} ${place} ${end}`,
        stroke: "quiet",
        arrow: true,
      },
      { kind: "text", x: place + 2, y: bottom + 12, text: `jump ${n}`, fill: "quiet", size: 9 },
    ];
  });
  const failed = run.invariants.flatMap(({ status, t, title }): Shape[] =>
    status === "fail" && t !== undefined
      ? [{ kind: "rect", x: at(t) - 1.5, y: 18, width: 3, height: bottom - 18, fill: "bad", title }]
      : [],
  );
  const place = at(now);
  return {
    width,
    height: bottom + 34,
    shapes: [
      ...lanes.map(([lane, title]): Shape => ({ kind: "text", x: 0, y: top(lane) + 19, text: title, size: 11 })),
      ...bars,
      ...arcs,
      ...failed,
      { kind: "path", d: `M${place} 8L${place} ${bottom + 2}`, stroke: "selected", width: 2 },
      { kind: "text", x: Math.min(place + 4, width - 90), y: 12, text: `t ${now}`, size: 10, mono: true },
      {
        kind: "text",
        x: NAMES,
        y: bottom + 30,
        text: "Width of a phase: logarithm of its operations.",
        fill: "quiet",
        size: 10,
      },
      { kind: "text", x: width - 190, y: bottom + 30, text: run.outcome.text, fill: "quiet", size: 10, most: 190 },
    ],
  };
}

const BOX = 172;
const GAP = 36;

export function walkPicture(walk: WalkView): Picture {
  const boxes = [
    {
      head: "linear",
      value: hex32(walk.linear),
      note: walk.parts.map(({ name, value }) => `${name} ${value}`).join("  "),
    },
    { head: "CR3", value: hex32(walk.cr3), note: walk.paging ? (walk.pae ? "PAE" : "two levels") : "paging is off" },
    ...walk.steps.map(({ level, index, entry, entryAddress, failure }) => ({
      head: `${level} ${index}`,
      value: `${entry.bytes === 8 ? hex32(entry.high) : ""}${hex32(entry.low).slice(entry.bytes === 8 ? 2 : 0)}`,
      note: `at ${hex32(entryAddress)}${failure === undefined ? "" : `: ${failure}`}`,
    })),
    {
      head: "physical",
      value: walk.paging ? (walk.physical === undefined ? "none" : hex32(walk.physical)) : hex32(walk.linear),
      note: walk.paging ? "" : "linear = physical",
    },
  ];
  const shapes = boxes.flatMap(({ head, value, note }, index): Shape[] => {
    const left = index * (BOX + GAP);
    return [
      { kind: "rect", x: left, y: 8, width: BOX, height: 74, stroke: "rule", fill: "surface" },
      { kind: "text", x: left + 10, y: 28, text: head, size: 11, fill: "quiet", most: BOX - 20 },
      { kind: "text", x: left + 10, y: 50, text: value, size: 15, mono: true, most: BOX - 20 },
      { kind: "text", x: left + 10, y: 70, text: note, size: 10, fill: "quiet", most: BOX - 20 },
      ...(index === 0
        ? []
        : [{ kind: "path", d: `M${left - GAP + 4} 45L${left - 3} 45`, stroke: "quiet", arrow: true } as const]),
    ];
  });
  return { width: boxes.length * (BOX + GAP) - GAP, height: 92, shapes };
}

const ROW = 22;

/** The entries at hand; a source entry with an arrow to the frame that it is for. */
export function listPicture(list: ListView): Picture {
  const shapes = list.rows.flatMap((row, index): Shape[] => {
    const y = 26 + index * ROW;
    const pair = row.destinationPfn === undefined || row.sourcePfn === undefined ? undefined : row;
    return [
      ...(row.state === "current"
        ? [{ kind: "rect", x: 0, y: y - 15, width: 720, height: ROW, fill: "selected", alpha: 0.22 } as const]
        : []),
      { kind: "text", x: 6, y, text: String(row.index), size: 11, mono: true, fill: "quiet" },
      { kind: "text", x: 76, y, text: hex32(row.raw), size: 12, mono: true },
      { kind: "text", x: 186, y, text: row.kind, size: 12 },
      ...(pair === undefined
        ? [{ kind: "text", x: 300, y, text: hex32(row.target), size: 12, mono: true, fill: "quiet" } as const]
        : [
            { kind: "text", x: 300, y, text: hexPfn(pair.sourcePfn ?? 0), size: 12, mono: true } as const,
            {
              kind: "path",
              d: `M366 ${y - 4}L${row.self ? 396 : 436} ${y - 4}`,
              stroke: "quiet",
              arrow: true,
            } as const,
            {
              kind: "text",
              x: 446,
              y,
              text: row.self ? "itself" : hexPfn(pair.destinationPfn ?? 0),
              size: 12,
              mono: true,
            } as const,
          ]),
      { kind: "text", x: 560, y, text: row.state, size: 11, fill: "quiet" },
    ];
  });
  const heads = [
    [6, "entry"],
    [76, "word"],
    [186, "kind"],
    [300, "names"],
    [446, "for frame"],
    [560, "state"],
  ] as const;
  return {
    width: 720,
    height: 30 + list.rows.length * ROW,
    shapes: [...heads.map(([x, text]): Shape => ({ kind: "text", x, y: 8, text, size: 10, fill: "quiet" })), ...shapes],
  };
}
