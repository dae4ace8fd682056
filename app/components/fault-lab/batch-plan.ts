// From what a batch's form says to the faults it runs: targets in rows, moments in columns; steps in rows, errnos in columns.

import { POINT_GROUPS, type PointGroup, type RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { faultText, readFault } from "../../state/fault-words.ts";
import { selectedFrame } from "../../state/interest.ts";
import type { BatchPlan } from "../../state/types/faults.ts";
import type { LabState } from "../../state/types/state.ts";
import { hex32, hexPfn } from "../shared/format.ts";

export type BatchKind = "steps" | "flip" | "zero" | "retarget" | "dma" | "irq" | "nmi";

/** As typed. */
export interface BatchForm {
  readonly kind: BatchKind;
  readonly groups: readonly PointGroup[];
  readonly first: string;
  readonly count: string;
  readonly stride: string;
  readonly offset: string;
  readonly bit: string;
  readonly entry: string;
  readonly word: string;
  readonly lines: string;
  readonly moments: string;
}

type FormField = Exclude<keyof BatchForm, "kind" | "groups" | "moments">;
interface LabelledField {
  readonly field: FormField;
  readonly label: string;
}

const FRAMES: readonly LabelledField[] = [
  { field: "first", label: "First frame" },
  { field: "count", label: "How many" },
  { field: "stride", label: "Every" },
];

/** Fields that say where faults of a kind are aimed. */
export const AIMED: Readonly<Record<BatchKind, readonly LabelledField[]>> = {
  steps: [],
  flip: [...FRAMES, { field: "offset", label: "Offset" }, { field: "bit", label: "Bit" }],
  zero: FRAMES,
  dma: FRAMES,
  retarget: [
    { field: "entry", label: "First entry" },
    { field: "count", label: "How many" },
    { field: "stride", label: "Every" },
    { field: "word", label: "Word" },
  ],
  irq: [{ field: "lines", label: "Lines" }],
  nmi: [],
};

/** Hexadecimal or decimal; undefined for anything else. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  return /^(?:0x[0-9a-f]+|\d+)$/i.test(trimmed) ? Number(trimmed) : undefined;
}

/** Each once: it is a row's or a column's name. */
const wordsOf = (text: string): readonly string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ""))];

const MOST_ROWS = 256;

/** So many numbers from the first one on. */
function range(first: string, count: string, stride: string): readonly number[] {
  const [from, length, step] = [numberOf(first), numberOf(count), numberOf(stride)];
  if (from === undefined || length === undefined || step === undefined || step < 1) return [];
  return Array.from({ length: Math.min(length, MOST_ROWS) }, (_, i) => from + i * step);
}

interface TargetRow {
  readonly name: string;
  /** The fault's text up to its moment. */
  readonly head: string;
}

function targetsOf(form: BatchForm): readonly TargetRow[] {
  const frames = range(form.first, form.count, form.stride);
  switch (form.kind) {
    case "flip": {
      const at = numberOf(form.offset) ?? 0;
      return frames.map((pfn) => ({ name: hexPfn(pfn), head: `flip:${hex32(pfn * 4096 + at)}.${form.bit.trim()}` }));
    }
    case "zero":
      return frames.map((pfn) => ({ name: hexPfn(pfn), head: `zero:${pfn}` }));
    case "dma":
      return frames.map((pfn) => ({ name: hexPfn(pfn), head: `dma:eth0=${pfn}` }));
    case "retarget":
      return range(form.entry, form.count, form.stride).map((entry) => ({
        name: say("entry {entry}", { entry }),
        head: `retarget:${entry}=${form.word.trim()}`,
      }));
    case "irq":
      return wordsOf(form.lines).map((line) => ({ name: say("IRQ {line}", { line }), head: `irq:${line}` }));
    case "nmi":
      return [{ name: "NMI", head: "nmi" }];
    case "steps":
      return [];
  }
}

/** The canonical text; undefined for what is no fault, which leaves its cell empty. */
function canonical(text: string): string | undefined {
  const read = readFault(text);
  return read.ok ? faultText(read.value) : undefined;
}

const SKIP = "skip";

function stepsPlan({ groups }: BatchForm, run: RunSummary, title: string): BatchPlan {
  const points = run.points.filter(({ group, faults }) => groups.includes(group) && faults.length > 0);
  const skips = points.some((point) => point.skips) ? [SKIP] : [];
  const columns = [...new Set(points.flatMap(({ fails }) => fails)), ...skips];
  const cells = points.flatMap((point) =>
    columns.map((column) => {
      if (column === SKIP) return point.skips ? canonical(`skip:${point.id}`) : undefined;
      return point.fails.includes(column) ? canonical(`fail:${point.id}=${column}`) : undefined;
    }),
  );
  return { title, rows: points.map(({ id }) => id), columns, cells };
}

export function planOf(form: BatchForm, run: RunSummary, title: string): BatchPlan {
  if (form.kind === "steps") return stepsPlan(form, run, title);
  const [targets, moments] = [targetsOf(form), wordsOf(form.moments)];
  const cells = targets.flatMap(({ head }) => moments.map((moment) => canonical(`${head}@${moment}`)));
  return { title, rows: targets.map(({ name }) => name), columns: moments, cells };
}

/** Aimed at what is selected, at each phase of the jump that is looked at. */
export function startForm(state: LabState): BatchForm {
  const { run, moment } = state;
  const frame = selectedFrame(state) ?? moment?.exchange?.destination ?? moment?.controlPages[0]?.pfn ?? 0;
  const phases = (run?.phases ?? []).filter(({ leg, to, from }) => leg === moment?.leg && to > from);
  return {
    kind: "steps",
    groups: POINT_GROUPS.filter((group) => group === "leave"),
    first: hexPfn(frame),
    count: "8",
    stride: "1",
    offset: "0x0",
    bit: "0",
    entry: "2",
    word: hex32(4),
    lines: "0 11 14",
    moments: phases.map(({ anchor }) => anchor).join(" "),
  };
}
