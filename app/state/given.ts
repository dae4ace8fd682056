// What given files make of the scenario that is open: which of them is what, and the scenario with them in it.

import { REVISION_IDS, type BroughtFile, type Scenario } from "../sim/api.ts";
import { ok, refuse, type Result } from "../sim/core/errors.ts";
import { broughtFile, withControlCode, withPayload } from "../sim/scenario/brought.ts";
import { scenarioOfPasted } from "../sim/scenario/pasted.ts";
import { scenarioFromJson } from "../sim/scenario/schema.ts";
import { say } from "../messages/say.ts";
import type { GivenFile, MachineTexts } from "./given-files.ts";
import { findPreset, sourceOf } from "./scenarios.ts";
import type { NoticeAction } from "./types/notices.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

/** By their use. */
export interface Given {
  readonly payload?: GivenFile;
  readonly code?: GivenFile;
  readonly symbols?: GivenFile;
  readonly scenario?: GivenFile;
  readonly capture?: GivenFile;
  readonly image?: GivenFile;
  readonly log?: GivenFile;
  readonly iomem?: GivenFile;
}

/** A text that comes alone, together with the other one that the open scenario has been made from. */
export function withPasted(given: Given, { pasted, source }: LabState): MachineTexts | undefined {
  const { log = pasted?.texts.log, iomem = pasted?.texts.iomem } = given;
  const isAlone = (given.log === undefined) !== (given.iomem === undefined);
  if (!isAlone || log === undefined || iomem === undefined || pasted?.source !== source) return undefined;
  return { log, iomem };
}

const USE = {
  executable: "payload",
  object: "code",
  flat: "code",
  symbols: "symbols",
  scenario: "scenario",
  capture: "capture",
  core: "image",
  "kexec log": "log",
  iomem: "iomem",
} as const satisfies Record<GivenFile["kind"], keyof Given>;

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** One of a kind; scenarios, captures and images come alone, a log and the machine's memory together. */
export function sortGiven(files: readonly GivenFile[]): Result<Given> {
  const given: { -readonly [Use in keyof Given]: Given[Use] } = {};
  for (const file of files) {
    const other = given[USE[file.kind]];
    if (other !== undefined) {
      return refuse({
        path: "files",
        expected: say("one of a kind at a time"),
        got: say("{other} and {file}", { other: other.name, file: file.name }),
      });
    }
    given[USE[file.kind]] = file;
  }
  const alone = given.scenario ?? given.capture ?? given.image ?? given.log ?? given.iomem;
  const arePasted = given.log !== undefined && given.iomem !== undefined && files.length === 2;
  if (alone === undefined || files.length === 1 || arePasted) return ok(given);
  const got = files.map(({ name }) => name).join(", ");
  return refuse({ path: "files", expected: say("{alone} alone", { alone: alone.name }), got });
}

export interface Whole {
  /** Names of the file or files. */
  readonly what: string;
  readonly isOpen: string;
  readonly scenario: Result<Scenario>;
  /** What it is made from, but for JSON. */
  readonly texts?: MachineTexts;
}

/** A scenario by itself, whatever is open: as JSON, or from texts of a real machine. */
export function wholeOf({ scenario, log, iomem }: Given): Whole | undefined {
  const files = [scenario, log, iomem].filter((file) => file !== undefined);
  if (files.length === 0) return undefined;
  const what = files.map(({ name }) => name).join(say(" and "));
  const texts = { log: log && textOf(log.bytes), iomem: iomem && textOf(iomem.bytes) };
  return {
    what,
    isOpen: files.length === 1 ? say("{what} is open.", { what }) : say("{what} are open.", { what }),
    ...(scenario === undefined
      ? { scenario: scenarioOfPasted(texts), texts: { ...(log && { log }), ...(iomem && { iomem }) } }
      : { scenario: scenarioFromJson(textOf(scenario.bytes)) }),
  };
}

/** Of two texts, one of which was there before. */
export const joinedOf = (texts: MachineTexts): Whole | undefined => {
  const whole = wholeOf(texts);
  const what = say("The log of kexec -d with /proc/iomem");
  return whole && { ...whole, what, isOpen: say("{what} is open: both texts tell of one machine.", { what }) };
};

interface Code {
  readonly file: BroughtFile;
  readonly symbols: string | undefined;
}

/** Control code to bring: from the file given, or the flat code that the symbols given were missing for. */
export function codeOf({ code, symbols }: Given, { source, pendingCode }: LabState): Code | undefined {
  const list = symbols && textOf(symbols.bytes);
  if (code !== undefined) return { file: broughtFile(code.name, code.bytes), symbols: list };
  if (symbols === undefined) return undefined;
  const open = source?.scenario.controlCode;
  const waiting = pendingCode ?? (open?.symbols === undefined ? undefined : { name: open.name, data: open.data });
  return waiting && { file: waiting, symbols: list };
}

/** A program needs a machine that is made for one; the open one, if it is. A capture has none that could be changed. */
export function baseFor({ payload }: Given, open: Source | undefined): Scenario | undefined {
  if (payload !== undefined && open?.scenario.payload === undefined) return findPreset("payload")?.scenario;
  return open?.capture === undefined ? open?.scenario : findPreset("mainline-fixed")?.scenario;
}

export function withGiven(base: Scenario, { payload }: Given, code: Code | undefined): Result<Scenario> {
  const called = payload === undefined ? ok(base) : withPayload(base, broughtFile(payload.name, payload.bytes));
  return called.ok && code !== undefined ? withControlCode(called.value, code.file, code.symbols) : called;
}

/** Control code may be refused only because it was written for another revision. */
export function underAnother(base: Scenario, given: Given, code: Code | undefined): NoticeAction | undefined {
  if (code === undefined) return undefined;
  for (const revision of REVISION_IDS.filter((id) => id !== base.revision)) {
    const scenario = withGiven({ ...base, revision }, given, code);
    if (scenario.ok)
      return { kind: "open", label: say("Open it under {revision}", { revision }), source: sourceOf(scenario.value) };
  }
  return undefined;
}
