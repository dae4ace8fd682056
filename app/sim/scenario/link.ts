// A moment of a run as the fragment of an address: which scenario, where in it, and how it is looked at. Fields are read
// one by one; a bad one is left out with a notice, and only a bad version or scenario makes a link unreadable.

import { GRANULARITIES, type Granularity, type LinkProblem, type Position } from "../api.ts";
import {
  EMBED_UIS,
  notesText,
  parseNotes,
  parseOrigins,
  parseRanges,
  parseTitle,
  rangesText,
  type LinkEmbed,
  type LinkRange,
} from "./link-extras.ts";
import { type CarriedSource, decodeSource, encodeSource, type LinkSource } from "./link-scenario.ts";
import { FieldReader, show, splitFields, type RawFields } from "./link-fields.ts";
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
  /** The anchor that "changed" is measured against, where it is not the previous stop. */
  readonly diffBase?: string;
  /** How the map is looked at, in words of the page. */
  readonly map?: string;
  /** Each in words of the page, without ";". */
  readonly breakpoints?: readonly string[];
  /** Ranges of time that the timeline is magnified to, outermost first. */
  readonly ranges?: readonly LinkRange[];
  /** What the run is compared with, and where that is. */
  readonly compare?: Source;
  readonly compareAt?: LinkPlace;
  /** Written by the reader, and only sent when the reader says so. */
  readonly notes?: string;
  readonly title?: string;
  readonly theme?: "light" | "dark";
  readonly embed?: LinkEmbed;
  /** Fields of other versions or by other hands: kept, and written again. */
  readonly unknown: Readonly<Record<string, string>>;
}

export type LinkResult =
  | { readonly ok: true; readonly value: LinkState; readonly notices: string[] }
  | { readonly ok: false; readonly problem: LinkProblem; readonly fallback?: CarriedSource };

export interface LinkPlace {
  readonly at?: Position;
  readonly anchor?: string;
}

/** Longer than any scenario of 1 MiB makes it. */
const FRAGMENT_MAX = 2 * 1024 * 1024;
const ANCHOR = /^[a-zA-Z0-9][a-zA-Z0-9/._+:-]{0,79}$/;
const SELECTION = /^[a-z]+:[a-zA-Z0-9:+./-]{1,40}$/;
const PERSPECTIVE = /^[a-z][a-z-]{0,23}$/;
const MAP = /^[a-zA-Z0-9,.:+-]{1,160}$/;
const KNOWN = new Set(
  "v s t h g sel p story list walk d map bp r c ct n title theme embed ui ro origin safe".split(" "),
);

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

function placeText({ at, anchor }: LinkPlace): string | undefined {
  if (anchor !== undefined) return `${positionText(at)}@${anchor}`;
  return at === undefined ? undefined : positionText(at);
}

const flag = (set: boolean | undefined): string | undefined => (set === true ? "1" : undefined);
const unlessEmpty = <T>(list: readonly T[] | undefined, text: (list: readonly T[]) => string): string | undefined =>
  list === undefined || list.length === 0 ? undefined : text(list);

type Fields = readonly (readonly [string, string | number | undefined])[];

const embedFields = ({ embed }: LinkState<LinkSource>): Fields => [
  ["embed", flag(embed !== undefined)],
  ["ui", embed?.ui],
  ["ro", flag(embed?.readOnly)],
  ["origin", unlessEmpty(embed?.origins, (origins) => origins.join(","))],
];

/** Without the leading `#`. */
export function encodeLink(state: LinkState<LinkSource>): string {
  const fields: Fields = [
    ["v", URL_VERSION],
    ["s", encodeSource(state.source)],
    ["t", placeText(state)],
    ["h", state.hash],
    ["g", state.granularity],
    ["sel", state.selection],
    ["p", state.perspective],
    ["story", state.story === undefined ? undefined : storyText(state.story)],
    ["list", state.listFrom],
    ["walk", state.walk === undefined ? undefined : `0x${state.walk.toString(16)}`],
    ["d", state.diffBase],
    ["map", state.map],
    ["bp", unlessEmpty(state.breakpoints, (list) => list.join(";"))],
    ["r", unlessEmpty(state.ranges, rangesText)],
    ["c", state.compare && encodeSource(state.compare)],
    ["ct", state.compareAt && placeText(state.compareAt)],
    ["n", state.notes === undefined ? undefined : notesText(state.notes)],
    ["title", state.title],
    ["theme", state.theme],
    ...embedFields(state),
    ...Object.entries(state.unknown).filter(([key]) => !KNOWN.has(key)),
  ];
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${escapeText(key)}=${escapeText(String(value))}`)
    .join("&");
}

// ------------------------------------------------------------------------------------------------- reading

function placeOf(text: string): LinkPlace | undefined {
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

const comparedOf = (text: string): CarriedSource | undefined => {
  const source = decodeSource(text, 0);
  return source.ok ? source.value : undefined;
};

const BREAKPOINT = /^[a-z]{1,8}:[^;\p{Cc}]{1,1000}$/u;
/** More than this and a link is no link any more. */
const BREAKPOINTS_MAX = 100;
function breakpointsOf(text: string): readonly string[] | undefined {
  const words = text.split(";");
  return words.length <= BREAKPOINTS_MAX && words.every((word) => BREAKPOINT.test(word)) ? words : undefined;
}

const themeOf = (text: string): "light" | "dark" | undefined => (["light", "dark"] as const).find((t) => t === text);
const isSet = (fields: LinkFields, key: string): boolean => fields.get(key) === "1";

function embedOf(fields: LinkFields, reader: FieldReader): LinkEmbed | undefined {
  const ui = reader.take("ui", "arrangement of an embed", (text) => EMBED_UIS.find((name) => name === text)) ?? "full";
  const origins = reader.take("origin", "list of origins", parseOrigins) ?? [];
  return isSet(fields, "embed") ? { ui, readOnly: isSet(fields, "ro"), origins } : undefined;
}

function readState(source: CarriedSource, fields: LinkFields, notices: readonly string[]): LinkResult {
  const reader = new FieldReader(fields, notices);
  // Whatever in the view it was that did not work: the run alone.
  if (isSet(fields, "safe")) return { ok: true, value: { source, unknown: {} }, notices: reader.notices };
  const place = reader.take("t", "position", placeOf);
  const view = withoutUndefined<Omit<LinkState, "source" | "unknown" | "at" | "anchor">>({
    hash: reader.matching("h", "state hash", /^[0-9a-f]{8}$/),
    granularity: reader.take("g", "granularity", granularityOf),
    selection: reader.matching("sel", "selection", SELECTION),
    perspective: reader.matching("p", "perspective", PERSPECTIVE),
    story: reader.take("story", "story step", storyOf),
    listFrom: reader.number("list", "first list entry", 0xffff_ffff),
    walk: reader.number("walk", "address to walk", 0xffff_ffff),
    diffBase: reader.matching("d", "place to measure changes against", ANCHOR),
    map: reader.matching("map", "look of the map", MAP),
    breakpoints: reader.take("bp", "breakpoints", breakpointsOf),
    ranges: reader.take("r", "range of time", parseRanges),
    compare: reader.take("c", "other run", comparedOf),
    compareAt: reader.take("ct", "place in the other run", placeOf),
    notes: reader.take("n", "notes", parseNotes),
    title: reader.take("title", "title", parseTitle),
    theme: reader.take("theme", "theme", themeOf),
    embed: embedOf(fields, reader),
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
