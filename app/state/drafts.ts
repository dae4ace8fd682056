// A fault while it is being written: which fields its kind has, what they begin with, and the text they make.

import type { Fault, FaultKind, FaultPoint, Moment, Problem, Result, RunSummary } from "../sim/api.ts";
import { hex32, hexPfn } from "../sim/core/hex.ts";
import { readFault } from "../sim/scenario/faults/text.ts";
import { selectedFrame } from "./interest.ts";
import type { Draft, DraftField, DraftValues } from "./types/faults.ts";
import type { LabState } from "./types/state.ts";

/** In the order of the form, and of the text. */
export const FIELDS_OF: Readonly<Record<FaultKind, readonly DraftField[]>> = {
  fail: ["point", "errno"],
  skip: ["point"],
  with: ["id"],
  flip: ["address", "bit", "at"],
  set: ["address", "value", "at"],
  zero: ["pfn", "at"],
  retarget: ["entry", "value", "at"],
  irq: ["line", "at"],
  nmi: ["at"],
  dma: ["device", "pfn", "at"],
  break: ["address", "at"],
  power: ["at"],
  rot: ["block", "offset", "bit", "at"],
};

/** What stands before a field in the text of a fault; the first follows the kind. */
const BEFORE: Readonly<Record<DraftField, string>> = {
  ...{ point: ":", errno: "=", id: ":", address: ":", bit: ".", pfn: ":", entry: ":", device: ":", line: ":" },
  ...{ block: ":", offset: "+", value: "=", at: "@" },
};

export function draftText({ kind, values }: Pick<Draft, "kind" | "values">): string {
  const parts = FIELDS_OF[kind].map((field) => {
    const before = kind === "dma" && field === "pfn" ? "=" : BEFORE[field];
    return `${before}${(values[field] ?? "").trim()}`;
  });
  return `${kind}${parts.join("")}`;
}

const WORDS: Readonly<Record<string, DraftField>> = {
  ...{ POINT: "point", ERRNO: "errno", CIRCUMSTANCE: "id", ADDRESS: "address", BIT: "bit", WORD: "value" },
  ...{ PFN: "pfn", ENTRY: "entry", LINE: "line", DEVICE: "device", ANCHOR: "at" },
  ...{ BLOCK: "block", OFFSET: "offset" },
};

/** The problem with the field that it is about as its path; "" where it is about the fault as a whole. */
function byField(problem: Problem): Problem {
  const word = /, where ([A-Z]+) is (.*)$/s.exec(problem.expected);
  const named = WORDS[word?.[1] ?? ""];
  if (named !== undefined) return { ...problem, path: named, expected: word?.[2] ?? problem.expected };
  const last = problem.path.split(".").at(-1) ?? "";
  const known = Object.values(WORDS).find((field) => field === last);
  return { ...problem, path: known ?? "" };
}

/** What a run says of a fault as a whole is about the field whose value it names. */
function byValue({ kind, values }: Draft, { got }: Problem): DraftField | undefined {
  return FIELDS_OF[kind].find((field) => {
    const value = values[field]?.trim() ?? "";
    return value !== "" && (got === value || got.startsWith(`${value},`));
  });
}

/** By field where one is at fault; path "" is about the fault as a whole. */
export function problemsOf(draft: Draft, problems: readonly Problem[]): readonly Problem[] {
  const fields: readonly string[] = FIELDS_OF[draft.kind];
  return problems.map((problem) => {
    const mapped = byField(problem);
    return fields.includes(mapped.path) ? mapped : { ...problem, path: byValue(draft, problem) ?? "" };
  });
}

export function readDraft(draft: Draft): Result<Fault> {
  const read = readFault(draftText(draft));
  return read.ok ? read : { ok: false, problems: problemsOf(draft, read.problems) };
}

const fits = (kind: FaultKind, point: FaultPoint): boolean => (kind === "fail" ? point.fails.length > 0 : point.skips);

export const pointsFor = (kind: FaultKind, run: RunSummary): readonly FaultPoint[] =>
  run.points.filter((point) => fits(kind, point));

/** The step that comes next, else the last there is. */
const nextPoint = (points: readonly FaultPoint[], t: number): FaultPoint | undefined =>
  points.find((point) => point.t >= t) ?? points.at(-1);

function addressAt({ selection }: LabState, moment: Moment, frame: number): number {
  if (selection?.kind === "byte") return selection.address & ~3;
  const page =
    selection?.kind === "slot" ? moment.controlPages.find((each) => each.owner === selection.owner) : undefined;
  if (selection?.kind === "slot" && page !== undefined) return page.readAt + selection.offset;
  return frame * 4096;
}

const UNTIL_CHOSEN = "0x00000000";

const frameAt = (state: LabState, moment: Moment): number =>
  selectedFrame(state) ?? moment.exchange?.destination ?? moment.controlPages[0]?.pfn ?? 0;

/** The head word is no entry of a page: the first is 2. */
const entryAt = ({ selection }: LabState, moment: Moment): number =>
  selection?.kind === "entry" ? selection.index : Math.max(2, moment.exchange?.entry ?? 2);

/** What a new draft begins with: the selection and the position say what and when. */
export function startValues(kind: FaultKind, state: LabState): DraftValues {
  const { run, moment, selection } = state;
  if (run === undefined || moment === undefined) return {};
  const frame = frameAt(state, moment);
  const point = nextPoint(pointsFor(kind, run), moment.at.t);
  const linear = selection?.kind === "linear" ? selection.address : moment.cpu.eip;
  const all: Readonly<Record<DraftField, string>> = {
    point: point?.id ?? "",
    errno: point?.fails[0] ?? "",
    id: "told-all-memory",
    address: hex32(kind === "break" ? linear : addressAt(state, moment, frame)),
    bit: "0",
    pfn: hexPfn(frame),
    entry: String(entryAt(state, moment)),
    device: selection?.kind === "device" ? selection.name : "eth0",
    line: "0",
    block: "0",
    offset: "0",
    value: kind === "retarget" ? hex32(frame * 4096 + 8) : UNTIL_CHOSEN,
    at: moment.anchor,
  };
  return Object.fromEntries(FIELDS_OF[kind].map((field) => [field, all[field]]));
}

/** Of a step that another is chosen for: its first errno. */
export function withPoint(values: DraftValues, points: readonly FaultPoint[], id: string): DraftValues {
  const errnos = points.find((point) => point.id === id)?.fails ?? [];
  if (values.errno === undefined) return { ...values, point: id };
  const errno = errnos.includes(values.errno) ? values.errno : (errnos[0] ?? values.errno);
  return { ...values, point: id, errno };
}

/** Frames that a fault is aimed at, for marking them before anything runs. */
export function targetFrames(fault: Fault, moment: Moment): readonly number[] {
  switch (fault.kind) {
    case "flip":
    case "set":
      return [fault.address >>> 12];
    case "zero":
    case "dma":
      return [fault.pfn];
    case "retarget": {
      const row = moment.list?.rows.find(({ index }) => index === fault.entry);
      return row?.address === undefined ? [] : [row.address >>> 12];
    }
    case "fail":
    case "skip":
    case "with":
    case "irq":
    case "nmi":
    case "break":
    case "power":
    case "rot":
      return [];
  }
}
