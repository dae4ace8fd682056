// A moment of a run as the fragment of an address: which scenario, where in it, and how it is looked at. Fields are read
// one by one; a bad one is left out with a notice, and only a bad version or scenario makes a link unreadable.

import { GRANULARITIES, type Granularity, type LinkProblem, type Position } from "../api.ts";
import { type CarriedSource, decodeSource, encodeSource, type LinkSource } from "./link-scenario.ts";
import { URL_VERSION, upgradeFields, type LinkFields } from "./upgraders.ts";

export { carried, isLinkable, LINK_LENGTH_MAX, type CarriedSource } from "./link-scenario.ts";

export interface StoryPlace {
  readonly id: string;
  readonly step: number;
}

/** Absent fields have the reader's defaults. */
export interface LinkState<Source extends LinkSource = CarriedSource> {
  readonly source: Source;
  readonly at?: Position;
  /** Wins over `at` where they disagree. */
  readonly anchor?: string;
  /** First 32 bits of the state hash at the position, 8 hex digits. */
  readonly hash?: string;
  readonly granularity?: Granularity;
  readonly selection?: string;
  readonly perspective?: string;
  /** A step of a story, counted from 0. */
  readonly story?: StoryPlace;
  readonly listFrom?: number;
  readonly walk?: number;
  /** Fields of other versions or by other hands: kept, and written again. */
  readonly unknown: Readonly<Record<string, string>>;
}

export type LinkResult =
  | { readonly ok: true; readonly value: LinkState; readonly notices: string[] }
  | { readonly ok: false; readonly problem: LinkProblem; readonly fallback?: CarriedSource };

/** Longer than any scenario of 1 MiB makes it. */
const FRAGMENT_MAX = 2 * 1024 * 1024;
const ANCHOR = /^[a-zA-Z0-9][a-zA-Z0-9/._+:-]{0,79}$/;
const SELECTION = /^[a-z]+:[a-zA-Z0-9:]{1,40}$/;
const PERSPECTIVE = /^[a-z][a-z-]{0,23}$/;
const KNOWN = new Set(["v", "s", "t", "h", "g", "sel", "p", "story", "list", "walk"]);

// ------------------------------------------------------------------------------------------------- writing

/** Percent-encodes what a fragment or a chat program might not carry, and leaves the rest readable. */
const escapeText = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replace(/%(?:2F|3A|40|2C|2B)/g, (code) =>
    decodeURIComponent(code),
  );

const positionText = (at: Position | undefined): string =>
  at === undefined ? "" : `${at.t}${at.sub === 0 ? "" : `.${at.sub}`}`;

/** The story that a link means which gives only a step: links were written when there was no other. */
const FIRST_STORY = "first-jump";

const storyText = ({ id, step }: StoryPlace): string => (id === FIRST_STORY ? `${step}` : `${id}.${step}`);

/** Without the leading `#`. */
export function encodeLink(state: LinkState<LinkSource>): string {
  const { at, anchor } = state;
  const where = at === undefined && anchor === undefined ? undefined : positionText(at);
  const fields: [string, string | number | undefined][] = [
    ["v", URL_VERSION],
    ["s", encodeSource(state.source)],
    ["t", where === undefined || anchor === undefined ? where : `${where}@${anchor}`],
    ["h", state.hash],
    ["g", state.granularity],
    ["sel", state.selection],
    ["p", state.perspective],
    ["story", state.story === undefined ? undefined : storyText(state.story)],
    ["list", state.listFrom],
    ["walk", state.walk === undefined ? undefined : `0x${state.walk.toString(16)}`],
    ...Object.entries(state.unknown).filter(([key]) => !KNOWN.has(key)),
  ];
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${escapeText(key)}=${escapeText(String(value))}`)
    .join("&");
}

// ------------------------------------------------------------------------------------------------- reading

interface RawFields {
  readonly values: Map<string, string>;
  /** Where each value begins in the text. */
  readonly places: Map<string, number>;
  readonly notices: string[];
}

/** Splits and decodes; the offset of the first broken escape when there is one. */
function splitFields(text: string, start: number): RawFields | number {
  const fields: RawFields = { values: new Map(), places: new Map(), notices: [] };
  let at = start;
  for (const part of text.slice(start).split("&")) {
    const equals = part.indexOf("=");
    const rawKey = equals < 0 ? part : part.slice(0, equals);
    const key = unescapeText(rawKey);
    const value = equals < 0 ? "" : unescapeText(part.slice(equals + 1));
    if (key === undefined || value === undefined) return at;
    if (key !== "" && fields.values.has(key))
      fields.notices.push(`The link gives ${show(key)} twice; the first counts.`);
    else if (key !== "") {
      fields.values.set(key, value);
      fields.places.set(key, at + rawKey.length + 1);
    }
    at += part.length + 1;
  }
  return fields;
}

function unescapeText(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const show = (text: string): string => (text.length > 40 ? `"${text.slice(0, 40)}…"` : `"${text}"`);

/** Takes one field after the other; what cannot be used leaves a notice behind. */
class FieldReader {
  readonly notices: string[];
  readonly #fields: LinkFields;

  constructor(fields: LinkFields, notices: readonly string[]) {
    this.#fields = fields;
    this.notices = [...notices];
  }

  take<T>(key: string, what: string, convert: (text: string) => T | undefined): T | undefined {
    const text = this.#fields.get(key);
    if (text === undefined) return undefined;
    const value = convert(text);
    if (value === undefined)
      this.notices.push(`The link's ${what}, ${key}=${show(text)}, cannot be used and is left out.`);
    return value;
  }

  matching(key: string, what: string, pattern: RegExp): string | undefined {
    return this.take(key, what, (text) => (pattern.test(text) ? text : undefined));
  }

  /** A whole number, clamped with a notice. */
  number(key: string, what: string, high: number): number | undefined {
    return this.take(key, what, (text) => {
      if (!/^(?:-?[0-9]{1,20}|0x[0-9a-fA-F]{1,16})$/.test(text)) return undefined;
      const value = Number(text);
      const clamped = Math.min(Math.max(value, 0), high);
      if (clamped !== value) this.notices.push(`The link's ${what}, ${text}, is out of range; ${clamped} is used.`);
      return clamped;
    });
  }
}

interface Place {
  readonly at?: Position;
  readonly anchor?: string;
}

function placeOf(text: string): Place | undefined {
  const match = /^(?:([0-9]{1,15})(?:\.([0-9]{1,7}))?)?(?:@(.+))?$/s.exec(text);
  if (match === null || text === "") return undefined;
  const [, t, sub, anchor] = match;
  if (anchor !== undefined && !ANCHOR.test(anchor)) return undefined;
  return {
    ...(t === undefined ? {} : { at: { t: Number(t), sub: Number(sub ?? 0) } }),
    ...(anchor === undefined ? {} : { anchor }),
  };
}

function storyOf(text: string): StoryPlace | undefined {
  const [, id = FIRST_STORY, step] = /^(?:([a-z][a-z0-9-]{0,39})\.)?([0-9]{1,3})$/.exec(text) ?? [];
  return step === undefined ? undefined : { id, step: Number(step) };
}

const granularityOf = (text: string): Granularity | undefined => GRANULARITIES.find((name) => name === text);

type Optional<T> = { [K in keyof T]: T[K] | undefined };

function withoutUndefined<T extends object>(fields: Optional<T>): Partial<T> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Partial<T>;
}

function readState(source: CarriedSource, fields: LinkFields, notices: readonly string[]): LinkResult {
  const reader = new FieldReader(fields, notices);
  const place = reader.take("t", "position", placeOf);
  const view = withoutUndefined<Omit<LinkState, "source" | "unknown" | "at" | "anchor">>({
    hash: reader.matching("h", "state hash", /^[0-9a-f]{8}$/),
    granularity: reader.take("g", "granularity", granularityOf),
    selection: reader.matching("sel", "selection", SELECTION),
    perspective: reader.matching("p", "perspective", PERSPECTIVE),
    story: reader.take("story", "story step", storyOf),
    listFrom: reader.number("list", "first list entry", 0xffff_ffff),
    walk: reader.number("walk", "address to walk", 0xffff_ffff),
  });
  const unknown = Object.fromEntries([...fields].filter(([key]) => !KNOWN.has(key)));
  return { ok: true, value: { source, ...place, ...view, unknown }, notices: reader.notices };
}

const unreadable = (reason: string, at: number): LinkResult => ({
  ok: false,
  problem: { kind: "unreadable", reason, at },
});

/** Reads a fragment, with or without its `#`. Never throws, whatever the text. */
export function decodeLink(fragment: string): LinkResult {
  if (fragment.length > FRAGMENT_MAX) return unreadable("the link is longer than 2 MiB", FRAGMENT_MAX);
  const start = fragment.startsWith("#") ? 1 : 0;
  const raw = splitFields(fragment, start);
  if (typeof raw === "number") return unreadable("a character escape (%) is broken", raw);
  const versionText = raw.values.get("v");
  if (versionText === undefined) return unreadable("the link names no format version (v=1)", start);
  const versionAt = raw.places.get("v") ?? start;
  if (!/^[1-9][0-9]{0,8}$/.test(versionText)) {
    return unreadable(`the format version is no number: ${show(versionText)}`, versionAt);
  }
  const version = Number(versionText);
  if (version > URL_VERSION) return newer(version, raw);
  const fields = upgradeFields(new Map([...raw.values].filter(([key]) => key !== "v")), version);
  const sourceText = fields.get("s");
  if (sourceText === undefined) return unreadable("the link names no scenario (s=…)", fragment.length);
  const source = decodeSource(sourceText, raw.places.get("s") ?? start);
  return source.ok ? readState(source.value, fields, raw.notices) : source;
}

/** The scenario may be readable all the same: it is offered without the rest. */
function newer(version: number, raw: RawFields): LinkResult {
  const problem: LinkProblem = { kind: "newer", version };
  const text = raw.values.get("s");
  const source = text === undefined ? undefined : decodeSource(text, 0);
  return source?.ok === true ? { ok: false, problem, fallback: source.value } : { ok: false, problem };
}
