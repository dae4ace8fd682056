// What an embed and the page around it say to each other. Public: documented in the README and in the Share dialog. Every
// message names the version of this protocol; whatever comes in is checked before anything is done.

import * as v from "valibot";
import { decodeLink, type LinkState } from "../../sim/scenario/link.ts";
import { scenarioFromJson } from "../../sim/scenario/schema.ts";
import { parseSelection } from "../refs.ts";
import { PERSPECTIVES, type Perspective } from "../types/looks.ts";
import type { Selection } from "../types/selection.ts";

export const PROTOCOL = 1;

/** To the page around. */
export type Outgoing =
  | { readonly type: "ready"; readonly title: string; readonly end: number; readonly readOnly: boolean }
  | {
      readonly type: "position";
      readonly t: number;
      readonly sub: number;
      readonly anchor: string;
      readonly hash: string;
      readonly phase: string;
      readonly running: string;
      readonly completed: string;
    }
  | { readonly type: "selected"; readonly selection: string | null }
  /** A phase, or the end, that was not reached before in this scenario. */
  | { readonly type: "checkpoint-passed"; readonly checkpoint: string; readonly t: number }
  | { readonly type: "error"; readonly about: string | null; readonly id?: string | number; readonly reason: string };

const envelope = {
  kjlab: v.literal(PROTOCOL),
  /** Comes back with an error. */
  id: v.optional(v.union([v.pipe(v.string(), v.maxLength(80)), v.number()])),
};
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const SCENARIO_MAX = 1024 * 1024;

const Message = v.variant("type", [
  v.strictObject({ ...envelope, type: v.literal("ready?") }),
  v.strictObject({
    ...envelope,
    type: v.literal("goto"),
    anchor: v.optional(v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9/._+:-]{0,79}$/))),
    t: v.optional(count),
    sub: v.optional(count),
  }),
  v.strictObject({
    ...envelope,
    type: v.literal("select"),
    selection: v.nullable(v.pipe(v.string(), v.maxLength(80))),
  }),
  v.strictObject({ ...envelope, type: v.literal("perspective"), perspective: v.picklist(PERSPECTIVES) }),
  v.strictObject({
    ...envelope,
    type: v.literal("setScenario"),
    link: v.optional(v.pipe(v.string(), v.maxLength(SCENARIO_MAX))),
    scenario: v.optional(v.record(v.string(), v.unknown())),
  }),
]);
type Raw = v.InferOutput<typeof Message>;

/** What is to be done. */
export type Request =
  | { readonly type: "ready?" }
  | { readonly type: "goto"; readonly anchor: string }
  | { readonly type: "goto"; readonly at: { readonly t: number; readonly sub: number } }
  | { readonly type: "select"; readonly selection: Selection | undefined }
  | { readonly type: "perspective"; readonly perspective: Perspective }
  | { readonly type: "setScenario"; readonly link: LinkState };

export type Read =
  /** Nothing of ours: others talk to the page too. */
  | { readonly kind: "foreign" }
  | { readonly kind: "request"; readonly request: Request; readonly id?: string | number }
  | { readonly kind: "refused"; readonly error: Extract<Outgoing, { type: "error" }> };

/**
 * Undefined of what is none, or too long: a clone may hold cycles, numbers beyond all bounds, a depth without end, and one
 * thing in so many places that writing it out would never end.
 */
function jsonOf(value: unknown): string | undefined {
  let room = 4 * SCENARIO_MAX;
  try {
    return JSON.stringify(value, (key, each: unknown) => {
      room -= 1 + key.length + (typeof each === "string" ? each.length : 0);
      if (room < 0) throw new RangeError("too long");
      return each;
    });
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function setScenario({ link, scenario }: Extract<Raw, { type: "setScenario" }>): Request | string {
  if ((link === undefined) === (scenario === undefined)) return "expected either link or scenario";
  if (link !== undefined) {
    const read = decodeLink(link);
    return read.ok ? { type: "setScenario", link: read.value } : `the link cannot be opened: ${read.problem.kind}`;
  }
  const text = jsonOf(scenario);
  if (text === undefined) return "scenario: expected JSON of at most 1 MiB, got something else";
  if (text.length > SCENARIO_MAX) return "the scenario is longer than 1 MiB";
  const read = scenarioFromJson(text);
  if (read.ok) return { type: "setScenario", link: { source: { scenario: read.value }, unknown: {} } };
  return read.problems.map(({ path, expected, got }) => `${path}: expected ${expected}, got ${got}`).join("; ");
}

/** The request, or why it is none. */
function requestOf(raw: Raw): Request | string {
  switch (raw.type) {
    case "ready?":
      return { type: raw.type };
    case "goto":
      if (raw.anchor !== undefined && raw.t === undefined) return { type: "goto", anchor: raw.anchor };
      if (raw.t !== undefined && raw.anchor === undefined) return { type: "goto", at: { t: raw.t, sub: raw.sub ?? 0 } };
      return "expected either anchor or t";
    case "select": {
      const selection = raw.selection === null ? undefined : parseSelection(raw.selection);
      return raw.selection !== null && selection === undefined
        ? "selection: expected such as frame:0x01c04, or null"
        : { type: "select", selection };
    }
    case "perspective":
      return { type: "perspective", perspective: raw.perspective };
    case "setScenario":
      return setScenario(raw);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first thing that is wrong, with its place. */
function reasonOf([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = issue.path?.map(({ key }) => String(key)).join(".") ?? "message";
  return `${path}: expected ${issue.expected ?? "nothing else"}, got ${issue.received}`.slice(0, 400);
}

export function readMessage(data: unknown): Read {
  if (!isRecord(data) || !Object.hasOwn(data, "kjlab")) return { kind: "foreign" };
  const id = typeof data["id"] === "string" || typeof data["id"] === "number" ? { id: data["id"] } : {};
  const about = typeof data["type"] === "string" ? data["type"].slice(0, 40) : null;
  const refused = (reason: string): Read => ({ kind: "refused", error: { type: "error", about, ...id, reason } });
  const parsed = v.safeParse(Message, data);
  if (!parsed.success) return refused(reasonOf(parsed.issues));
  const request = requestOf(parsed.output);
  return typeof request === "string" ? refused(request) : { kind: "request", request, ...id };
}
