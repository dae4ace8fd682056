// What given files make of the scenario that is open: which of them is what, and the scenario with them in it.

import { REVISION_IDS, type BroughtFile, type Scenario } from "../sim/api.ts";
import { ok, refuse, type Result } from "../sim/core/errors.ts";
import { broughtFile, withControlCode, withPayload } from "../sim/scenario/brought.ts";
import type { GivenFile } from "./given-files.ts";
import { findPreset, sourceOf } from "./scenarios.ts";
import type { LabState, NoticeAction, Source } from "./types.ts";

/** By their use. */
export interface Given {
  readonly payload?: GivenFile;
  readonly code?: GivenFile;
  readonly symbols?: GivenFile;
  readonly scenario?: GivenFile;
  readonly capture?: GivenFile;
}

const USE = {
  executable: "payload",
  object: "code",
  flat: "code",
  symbols: "symbols",
  scenario: "scenario",
  capture: "capture",
} as const satisfies Record<GivenFile["kind"], keyof Given>;

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** One of a kind; scenarios and captures come alone. */
export function sortGiven(files: readonly GivenFile[]): Result<Given> {
  const given: { -readonly [Use in keyof Given]: Given[Use] } = {};
  for (const file of files) {
    const other = given[USE[file.kind]];
    if (other !== undefined) {
      return refuse({ path: "files", expected: "one of a kind at a time", got: `${other.name} and ${file.name}` });
    }
    given[USE[file.kind]] = file;
  }
  const alone = given.scenario ?? given.capture;
  if (alone === undefined || files.length === 1) return ok(given);
  const got = files.map(({ name }) => name).join(", ");
  return refuse({ path: "files", expected: `${alone.name} alone`, got });
}

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
    if (scenario.ok) return { kind: "open", label: `Open it under ${revision}`, source: sourceOf(scenario.value) };
  }
  return undefined;
}
