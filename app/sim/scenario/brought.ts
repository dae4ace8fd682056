// Files that the user brings: how they get into a scenario, and how they come out of it again as what the machine needs.

import type { BroughtFile, Result, RevisionId, Scenario } from "../api.ts";
import { fromBase64Url, toBase64Url } from "../core/base64url.ts";
import { ok, refuse } from "../core/errors.ts";
import { loadSegmentsOf } from "../formats/elf-load.ts";
import { readCodeObject } from "../formats/elf-object.ts";
import { readElf } from "../formats/elf.ts";
import { PASTED_MAX } from "../formats/pasted-text.ts";
import { readSymbolList } from "../formats/symbols.ts";
import type { Payload } from "../kernel/plan.ts";
import { broughtCode, type BroughtCode, type SymbolRules } from "../protocol/brought-code.ts";
import { SYMBOL_RULES as MAINLINE } from "../protocol/mainline-i386/symbols.ts";
import { SYMBOL_RULES as V8 } from "../protocol/v8/symbols.ts";
import { withBackups } from "./backups.ts";
import { JUMPS_PER_CALL } from "./changes.ts";
import { CONTROL_CODE_FILE_MAX, PAYLOAD_MAX, SYMBOLS_MAX } from "./shape.ts";

const SYMBOL_RULES: Readonly<Record<RevisionId, SymbolRules>> = { v8: V8, "mainline-i386": MAINLINE };
const TITLE_MAX = 120;
const NAME_MAX = 64;
const ELF_MAGIC = [0x7f, 0x45, 0x4c, 0x46];

export const isElf = (bytes: Uint8Array): boolean => ELF_MAGIC.every((byte, i) => bytes[i] === byte);

/** The name is shown, and nothing else is done with it. */
export const broughtFile = (name: string, bytes: Uint8Array): BroughtFile => ({
  name: name.replaceAll(/[\p{Cc}\p{Cs}]/gu, "").slice(-NAME_MAX) || "file",
  data: toBase64Url(bytes),
});

/** What files of a kind may have at most, in bytes; also asked before a file is read. */
export const FILE_LIMITS = {
  payload: PAYLOAD_MAX,
  "control code": CONTROL_CODE_FILE_MAX,
  "symbol list": SYMBOLS_MAX,
  "pasted text": PASTED_MAX,
} as const;

export function checkSize(what: keyof typeof FILE_LIMITS, bytes: number): Result<undefined> {
  const most = FILE_LIMITS[what];
  if (bytes <= most) return ok(undefined);
  return refuse({ path: what, expected: `a file of at most ${most} bytes`, got: `${bytes} bytes` });
}

const sizeOf = (file: BroughtFile): number => Math.floor((file.data.length * 3) / 4);

function titled(title: string, controlCode: BroughtFile | undefined): string {
  return controlCode === undefined ? title : `${title}${CONTROL_CODE_TITLE}${controlCode.name}`.slice(0, TITLE_MAX);
}
const CONTROL_CODE_TITLE = ", control code ";
const untitled = (title: string): string => title.split(CONTROL_CODE_TITLE)[0] ?? title;

function bytesOf(file: BroughtFile, path: string): Result<Uint8Array> {
  const bytes = fromBase64Url(file.data);
  if (typeof bytes !== "number") return ok(bytes);
  return refuse({ path: `${path}.data`, expected: "base64url", got: `another character at ${bytes}` });
}

// ---------------------------------------------------------------------------------------------- payload

type Loaded = Pick<Scenario, "segments" | "bEntry"> & { readonly payload: Payload };

function load(file: BroughtFile, bRange: Scenario["bRange"]): Result<Loaded> {
  const bytes = bytesOf(file, "payload");
  if (!bytes.ok) return bytes;
  const elf = readElf(bytes.value);
  if (!elf.ok) return elf;
  const parts = loadSegmentsOf(elf.value, bRange);
  if (!parts.ok) return parts;
  const segments = parts.value.map(({ mem, memsz, bytes: data }, i) => ({
    name: `PT_LOAD ${i}`,
    mem,
    memsz,
    bufsz: data.length,
    content: "payload" as const,
  }));
  const { entry, symbols } = elf.value;
  const payload = { name: file.name, symbols, parts: new Map(parts.value.map((part) => [part.mem, part.bytes])) };
  return ok({ segments: withBackups(bRange, segments), bEntry: entry, payload });
}

/** The scenario with an ELF executable in kernel B's place: its PT_LOADs become segments, its entry the image start. */
export function withPayload(scenario: Scenario, payload: BroughtFile): Result<Scenario> {
  const size = checkSize("payload", sizeOf(payload));
  if (!size.ok) return size;
  const loaded = load(payload, scenario.bRange);
  if (!loaded.ok) return loaded;
  const { segments, bEntry } = loaded.value;
  const title = titled(`${payload.name}, called as a function`, scenario.controlCode);
  return ok({
    ...scenario,
    title,
    segments,
    bEntry,
    payload,
    jumps: scenario.payload === undefined ? inCalls(scenario.jumps) : scenario.jumps,
  });
}

/** Whole calls: a payload has no kernel to go on in. */
const inCalls = (jumps: number): number => Math.max(JUMPS_PER_CALL, jumps - (jumps % JUMPS_PER_CALL));

/** The payload of a scenario whose segments must be those that its file gives. */
export function payloadOf(scenario: Scenario): Result<Payload | undefined> {
  if (scenario.payload === undefined) {
    const stray = scenario.segments.findIndex((segment) => segment.content === "payload");
    if (stray < 0) return ok(undefined);
    return refuse({ path: `segments[${stray}].content`, expected: "a payload that it belongs to", got: "no payload" });
  }
  const loaded = load(scenario.payload, scenario.bRange);
  if (!loaded.ok) return loaded;
  const { segments, bEntry, payload } = loaded.value;
  if (JSON.stringify(segments) !== JSON.stringify(scenario.segments)) {
    return refuse({ path: "segments", expected: "those of the payload's PT_LOADs", got: "others" });
  }
  if (bEntry !== scenario.bEntry) {
    return refuse({ path: "bEntry", expected: `the payload's entry, ${bEntry}`, got: `${scenario.bEntry}` });
  }
  return ok(payload);
}

// ---------------------------------------------------------------------------------------------- control code

/** The scenario with other control code: an ELF32 object, or a flat binary with an nm-style list of its symbols. */
export function withControlCode(scenario: Scenario, file: BroughtFile, symbols: string | undefined): Result<Scenario> {
  const size = checkSize("control code", sizeOf(file));
  if (!size.ok) return size;
  const list = checkSize("symbol list", symbols?.length ?? 0);
  if (!list.ok) return list;
  const controlCode = { ...file, ...(symbols === undefined ? {} : { symbols }) };
  const changed = { ...scenario, title: titled(untitled(scenario.title), file), controlCode };
  const code = controlCodeOf(changed);
  return code.ok ? ok(changed) : code;
}

/** The scenario with our own control code again. */
export function withoutControlCode(scenario: Scenario): Scenario {
  const { controlCode: _, ...rest } = scenario;
  return { ...rest, title: untitled(scenario.title) };
}

/** The control code that a scenario brings, as its revision takes it; undefined when it brings none. */
export function controlCodeOf({ controlCode: file, revision }: Scenario): Result<BroughtCode | undefined> {
  if (file === undefined) return ok(undefined);
  const bytes = bytesOf(file, "controlCode");
  if (!bytes.ok) return bytes;
  const rules = SYMBOL_RULES[revision];
  if (isElf(bytes.value)) {
    const object = readCodeObject(bytes.value);
    if (!object.ok) return object;
    const labels = object.value.symbols.filter((symbol) => symbol.type !== "absolute");
    return broughtCode(object.value.bytes, labels, rules, true);
  }
  if (file.symbols === undefined) {
    return refuse({ path: "symbol list", expected: "one beside flat code, as nm prints it", got: "none" });
  }
  const list = readSymbolList(file.symbols);
  return list.ok ? broughtCode(bytes.value, list.value, rules, false) : list;
}
