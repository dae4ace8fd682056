// What can be taken out of the page, made from the state: texts and bytes by the pure makers, with name and type.

import type { Moment, Result, RunSummary } from "../sim/api.ts";
import { ok } from "../sim/core/errors.ts";
import { hex32 } from "../sim/core/hex.ts";
import type { Caption } from "../sim/export/caption.ts";
import { eventsCsv } from "../sim/export/csv.ts";
import { cArray, hexdump } from "../sim/export/dump.ts";
import { trailReport } from "../sim/export/markdown.ts";
import { listPicture, timelinePicture, walkPicture } from "../sim/export/pictures.ts";
import { svgText, type Colours, type Picture } from "../sim/export/svg.ts";
import { traceOf, traceText } from "../sim/export/trace.ts";
import { prettyJson } from "../sim/scenario/schema.ts";
import { faultsOf } from "./branches.ts";
import { breakpointName, breakpointText } from "./breakpoints.ts";
import type { Lab } from "./lab.ts";
import { fragmentOf } from "./link-state.ts";
import { fileOf, fileStem } from "./scenarios.ts";
import { keptNotes } from "./trail.ts";
import type { LabState } from "./types/state.ts";

export type { Colours as PictureColours } from "../sim/export/svg.ts";

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** A state that has a run on screen. */
interface Shown {
  readonly state: LabState;
  readonly run: RunSummary;
  readonly moment: Moment;
  /** Address of the page, without fragment. */
  readonly page: string;
  readonly colours: Colours;
}

export const captionOf = ({ state, moment, page }: Pick<Shown, "state" | "moment" | "page">): Caption => ({
  title: state.linked.title ?? state.source?.scenario.title ?? "",
  scenario: state.source?.scenario.title ?? "",
  anchor: moment.anchor,
  hash: moment.hash,
  link: `${page}${fragmentOf(state) ?? ""}`,
});

/** "tiny-swap-7-2": of the scenario and the place. */
export const stemOf = (state: LabState): string =>
  [state.source === undefined ? "run" : fileStem(state.source.scenario), state.moment?.anchor ?? ""]
    .join("-")
    .replaceAll(/[^a-z0-9]+/gi, "-")
    .replaceAll(/^-|-$/g, "");

const svg = (shown: Shown, what: string, picture: Picture): ExportFile => ({
  name: `${stemOf(shown.state)}-${what}.svg`,
  type: "image/svg+xml",
  content: svgText(picture, captionOf(shown), shown.colours),
});

/** Each place with the link that leads to it. */
function report({ state, run, page }: Shown): ExportFile {
  const notes = keptNotes(state).map(({ at, anchor, what, name }) => {
    const there = { ...state, moment: state.moment && { ...state.moment, at, anchor, hash: "" } };
    return { t: at.t, anchor, what, name, link: `${page}${fragmentOf(there) ?? ""}`.replace(/&h=(?=&|$)/, "") };
  });
  const title = state.linked.title ?? state.source?.scenario.title ?? "";
  return { name: `${stemOf(state)}-trail.md`, type: "text/markdown", content: trailReport(title, run, notes) };
}

const branches = ({ branches: all, run }: LabState) =>
  all.flatMap((branch) =>
    branch.run === undefined || branch.run === run || branch.faults.length === 0
      ? []
      : [{ title: branch.faults.join(", "), run: branch.run }],
  );

/** The breakpoints of the page, one a line: its text, and what it means. */
const breakpointLines = ({ breakpoints, run }: LabState): string =>
  breakpoints.map((each) => `${breakpointText(each)}\t${breakpointName(each, run)}\n`).join("");

const always = (): boolean => true;

/** One row of the dialog. */
export interface ExportKind {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly available: (state: LabState) => boolean;
  /** Undefined where there is nothing of the kind now. */
  readonly make: (shown: Shown) => ExportFile | undefined;
}

export const EXPORTS: readonly ExportKind[] = [
  {
    id: "trace",
    available: always,
    title: "Timeline as a trace (JSON)",
    hint: "For the Perfetto UI or chrome://tracing. One microsecond is one operation.",
    make: ({ state, run }) => ({
      name: `${stemOf(state)}.trace.json`,
      type: "application/json",
      content: traceText(traceOf(run.scenario.title, run, faultsOf(run.scenario).length === 0 ? branches(state) : [])),
    }),
  },
  {
    id: "events",
    available: always,
    title: "Event log (CSV)",
    hint: "Every event of the run, with its time and phase.",
    make: ({ state, run }) => ({ name: `${stemOf(state)}-events.csv`, type: "text/csv", content: eventsCsv(run) }),
  },
  {
    id: "trail",
    available: (state) => keptNotes(state).length > 0,
    title: "Report of the trail (Markdown)",
    hint: "What you have kept in the trail, each with a link to its place.",
    make: (shown) => (keptNotes(shown.state).length === 0 ? undefined : report(shown)),
  },
  {
    id: "breakpoints",
    available: (state) => state.breakpoints.length > 0,
    title: "Breakpoints (text)",
    hint: "One a line, as links carry them.",
    make: ({ state }) =>
      state.breakpoints.length === 0
        ? undefined
        : { name: `${stemOf(state)}-breakpoints.txt`, type: "text/plain", content: breakpointLines(state) },
  },
  {
    id: "scenario",
    available: ({ source }) => fileOf(source) === undefined,
    title: "Scenario (JSON)",
    hint: "Everything the run follows from. Drop it on the page to open it.",
    make: ({ state }) =>
      state.source === undefined
        ? undefined
        : {
            name: `${fileStem(state.source.scenario)}.scenario.json`,
            type: "application/json",
            content: prettyJson(state.source.scenario),
          },
  },
  {
    id: "timeline",
    available: always,
    title: "Timeline (SVG)",
    hint: "Phases, jumps and this moment, in the colours of the present theme.",
    make: (shown) => svg(shown, "timeline", timelinePicture(shown.run, shown.moment.at.t)),
  },
  {
    id: "walk",
    available: ({ moment }) => moment?.walk !== undefined,
    title: "Page walk (SVG)",
    hint: "The address that the page walk shows.",
    make: (shown) => (shown.moment.walk === undefined ? undefined : svg(shown, "walk", walkPicture(shown.moment.walk))),
  },
  {
    id: "list",
    available: ({ moment }) => moment?.list !== undefined,
    title: "Indirection list (SVG)",
    hint: "The entries that the list shows.",
    make: (shown) => (shown.moment.list === undefined ? undefined : svg(shown, "list", listPicture(shown.moment.list))),
  },
];

export function makeExport(kind: ExportKind, state: LabState, page: string, colours: Colours): ExportFile | undefined {
  const { run, moment } = state;
  return run === undefined || moment === undefined ? undefined : kind.make({ state, run, moment, page, colours });
}

export const DUMP_FORMATS = ["binary", "hexdump", "c"] as const;
export type DumpFormat = (typeof DUMP_FORMATS)[number];
/** As text four times as long. */
export const DUMP_MAX = 16 * 1024 * 1024;

/** A range of RAM at this moment. */
export async function memoryFile(
  { store, service }: Lab,
  address: number,
  length: number,
  format: DumpFormat,
): Promise<Result<ExportFile>> {
  const state = store.getState();
  const answer = await service.memoryRange(state.moment?.at ?? { t: 0, sub: 0 }, address, length);
  if (!answer.ok) return answer;
  const name = `${stemOf(state)}-${hex32(address)}`;
  const comment = `${state.source?.scenario.title ?? ""}, ${state.moment?.anchor ?? ""}, ${length} bytes at ${hex32(address)}`;
  switch (format) {
    case "binary":
      return ok({ name: `${name}.bin`, type: "application/octet-stream", content: answer.value });
    case "hexdump":
      return ok({ name: `${name}.txt`, type: "text/plain", content: hexdump(answer.value, address) });
    case "c":
      return ok({ name: `${name}.h`, type: "text/plain", content: cArray(answer.value, address, comment) });
  }
}
