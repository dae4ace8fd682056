// Links survive the round trip, keep what they do not know, and refuse the rest in plain words without ever throwing.

import fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { GRANULARITIES, type Scenario } from "../api.ts";
import { EMBED_UIS } from "./link-extras.ts";
import { decodeLink, encodeLink, type LinkState } from "./link.ts";
import { PRESETS, findPreset } from "./presets.ts";
import { canonicalJson } from "./schema.ts";
import { ensureComplete, upgradeFields, type Upgrader } from "./upgraders.ts";

const tiny = findPreset("tiny")?.scenario as Scenario;
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

const GOLDEN: readonly [string, LinkState][] = [
  ["v=1&s=p:tiny@1", { source: { preset: "tiny", rev: 1 }, unknown: {} }],
  [
    "v=1&s=p:first-jump@1&t=88213.412@swap/412/2&h=9f3c21aa&g=copy&sel=frame:0x01c04&p=exchange" +
      "&story=3&list=1023&walk=0xc0300000&zoom=r256,0",
    {
      source: { preset: "first-jump", rev: 1 },
      at: { t: 88_213, sub: 412 },
      anchor: "swap/412/2",
      hash: "9f3c21aa",
      granularity: "copy",
      selection: "frame:0x01c04",
      perspective: "exchange",
      story: { id: "first-jump", step: 3 },
      listFrom: 1023,
      walk: 0xc030_0000,
      unknown: { zoom: "r256,0" },
    },
  ],
  ["v=1&s=p:huge@1&t=@phase/swap-in", { source: { preset: "huge", rev: 1 }, anchor: "phase/swap-in", unknown: {} }],
  [
    "v=1&s=p:tiny@1&story=hibernate.12",
    { source: { preset: "tiny", rev: 1 }, story: { id: "hibernate", step: 12 }, unknown: {} },
  ],
  [
    "v=1&s=p:tiny@1&t=@swap/7/2&d=phase/swap-out&map=hilbert,high&bp=ph:swap-in%3Bc:0x0009d814+4" +
      "%3Bx:t%2520%253E%252090&r=100..9000,200..300&c=p:first-jump@1&ct=@swap/7/2" +
      "&n=88nPz1bISC1K1eMCAA&title=Where%20it%20breaks&theme=dark",
    {
      source: { preset: "tiny", rev: 1 },
      anchor: "swap/7/2",
      diffBase: "phase/swap-out",
      map: "hilbert,high",
      breakpoints: ["ph:swap-in", "c:0x0009d814+4", "x:t%20%3E%2090"],
      ranges: [
        { from: 100, to: 9000 },
        { from: 200, to: 300 },
      ],
      compare: { preset: "first-jump", rev: 1 },
      compareAt: { anchor: "swap/7/2" },
      notes: "Look here.\n",
      title: "Where it breaks",
      theme: "dark",
      unknown: {},
    },
  ],
  [
    "v=1&s=p:tiny@1&embed=1&ui=min&ro=1&origin=https://a.example,http://b.example:8080&lang=de",
    {
      source: { preset: "tiny", rev: 1 },
      embed: { ui: "min", readOnly: true, origins: ["https://a.example", "http://b.example:8080"] },
      unknown: { lang: "de" },
    },
  ],
  ["v=1&s=p:huge@1&t=7", { source: { preset: "huge", rev: 1 }, at: { t: 7, sub: 0 }, unknown: {} }],
];

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const printable = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const scenarioArbitrary: fc.Arbitrary<Scenario> = fc
  .record({
    title: printable,
    seed: fc.nat(0xffff_ffff),
    jumps: fc.integer({ min: 1, max: 9 }),
    cpuHasPae: fc.boolean(),
    note: fc.string({ maxLength: 512 }),
  })
  .map(({ note, ...change }) => ({ ...tiny, ...change, tasks: [{ comm: "vim", note }] }));

const stateArbitrary: fc.Arbitrary<LinkState> = fc
  .record({
    source: fc.oneof(
      fc.constantFrom(...PRESETS).map(({ id, revision }) => ({ preset: id, rev: revision })),
      scenarioArbitrary.map((scenario) => ({ scenario })),
    ),
    at: optional(fc.record({ t: fc.nat(1e12), sub: fc.nat(9_999_999) })),
    anchor: optional(fc.constantFrom("start", "end", "jump/1", "swap/412/2", "entry/1031", "phase/swap-out")),
    hash: optional(fc.nat(0xffff_ffff).map((word) => word.toString(16).padStart(8, "0"))),
    granularity: optional(fc.constantFrom(...GRANULARITIES)),
    selection: optional(fc.constantFrom("frame:0x1c04", "slot:A:0x808", "register:esp", "phase:3")),
    perspective: optional(fc.constantFrom("overview", "exchange", "cpu", "control")),
    story: optional(
      fc.record({ id: fc.constantFrom("first-jump", "hibernate", "sixteen-segments"), step: fc.nat(999) }),
    ),
    listFrom: optional(fc.nat(300_000)),
    walk: optional(fc.nat(0xffff_ffff)),
    diffBase: optional(fc.constantFrom("phase/save", "swap/3/1+4", "start")),
    map: optional(fc.constantFrom("hilbert", "extents,high,-kernelA", "owner,writes")),
    breakpoints: optional(fc.subarray(["ph:swap-in", "w:0x00406", "reg:cr0/31", "x:t%20%3E%2090"], { minLength: 1 })),
    ranges: optional(
      fc.tuple(fc.nat(1e6), fc.integer({ min: 3, max: 1e6 })).map(([from, length]) => [
        { from, to: from + length },
        { from: from + 1, to: from + length - 1 },
      ]),
    ),
    compare: optional(scenarioArbitrary.map((scenario) => ({ scenario }))),
    compareAt: optional(fc.record({ at: fc.record({ t: fc.nat(1e9), sub: fc.nat(100) }) })),
    notes: optional(fc.string({ unit: "grapheme", maxLength: 400 }).filter((text) => !/\p{Cs}/u.test(text))),
    title: optional(printable),
    theme: optional(fc.constantFrom("light" as const, "dark" as const)),
    embed: optional(
      fc.record({
        ui: fc.constantFrom(...EMBED_UIS),
        readOnly: fc.boolean(),
        origins: fc.subarray(["https://a.example", "*", "http://127.0.0.1:4173"]),
      }),
    ),
    unknown: fc.dictionary(
      fc
        .string({ minLength: 1, maxLength: 8 })
        .filter(
          (key) =>
            !/^(v|s|t|h|g|sel|p|story|list|walk|d|map|bp|r|c|ct|n|title|theme|embed|ui|ro|origin|safe)$/.test(key),
        ),
      fc.string({ unit: "grapheme", maxLength: 20 }).filter((value) => !/\p{Cs}/u.test(value)),
      { noNullPrototype: true },
    ),
  })
  .map((state) => ({ unknown: {}, source: state.source, ...present(state) }));

describe("a link", () => {
  it.each(GOLDEN)("%s is what it always was", (text, state) => {
    expect(encodeLink(state)).toBe(text);
    expect(decodeLink(`#${text}`)).toEqual({ ok: true, value: state, notices: [] });
  });

  it("gives back every state it was made from", () => {
    fc.assert(
      fc.property(stateArbitrary, (state) => {
        const text = encodeLink(state);
        expect(text).toMatch(/^[\x21-\x7e]+$/);
        expect(decodeLink(text)).toEqual({ ok: true, value: state, notices: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("stays short enough for a chat program, even with a whole scenario", () => {
    const scenario = findPreset("first-jump")?.scenario as Scenario;
    expect(encodeLink({ source: { scenario }, unknown: {} }).length).toBeLessThan(2000);
  });

  it("carries faults and processors, and refuses a fault of no known form by its place", () => {
    const branch: Scenario = { ...tiny, cpus: 3, faults: ["skip:code/second-flush", "nmi@jump/3/phase/swap-out"] };
    const link = encodeLink({ source: { scenario: branch }, unknown: {} });
    expect(decodeLink(link)).toMatchObject({ ok: true, value: { source: { scenario: branch } } });
    const bad = encodeLink({ source: { scenario: { ...tiny, faults: ["melt:cpu"] } }, unknown: {} });
    expect(decodeLink(bad)).toMatchObject({ ok: false, problem: { problems: [{ path: "faults[0]" }] } });
  });

  it("names a preset of the museum", () => {
    const source = { preset: "museum/gdt-left-at-zero", rev: 1 };
    const link = encodeLink({ source, unknown: {} });
    expect(link).toContain("s=p:museum/gdt-left-at-zero@1");
    expect(decodeLink(link)).toMatchObject({ ok: true, value: { source } });
  });

  it("reads a scenario deflated elsewhere, without a check value", () => {
    const data = base64url(deflateSync(strToU8(canonicalJson(tiny))));
    expect(decodeLink(`v=1&s=z:${data}`)).toMatchObject({ ok: true, value: { source: { scenario: tiny } } });
  });

  it("leaves out fields it cannot use and says so", () => {
    const result = decodeLink("v=1&s=p:tiny@1&t=<script>&g=9&h=xyz&p=1&sel=&story=7&story=8&walk=0x1ffffffff&list=-4");
    expect(result.ok && result.value).toEqual({
      source: { preset: "tiny", rev: 1 },
      story: { id: "first-jump", step: 7 },
      walk: 0xffff_ffff,
      listFrom: 0,
      unknown: {},
    });
    expect(result.ok && result.notices.length).toBe(8);
  });

  it("with safe=1 gives the scenario without any view", () => {
    const result = decodeLink("v=1&s=p:tiny@1&t=5&p=cpu&bp=ph:swap-in&embed=1&q=x&safe=1");
    expect(result).toEqual({ ok: true, value: { source: { preset: "tiny", rev: 1 }, unknown: {} }, notices: [] });
  });

  it("leaves out breakpoints, ranges, notes and origins that are none, each with a notice", () => {
    const result = decodeLink(
      "v=1&s=p:tiny@1&bp=ph:a%3B;z&r=9..3&n=!!&c=p:nothing@1&ct=x&title=&theme=red&ui=big&origin=javascript:1&d=%20&map=%3C",
    );
    expect(result.ok && result.value).toEqual({ source: { preset: "tiny", rev: 1 }, unknown: {} });
    expect(result.ok && result.notices.length).toBe(11);
  });

  it("keeps unknown fields and writes them again", () => {
    const text = "v=1&s=p:tiny@1&core=1.3.0&q=%26%3D%23&__proto__=x";
    const result = decodeLink(text);
    expect(result.ok && encodeLink(result.value)).toBe(text);
  });
});

describe("an unusable link", () => {
  it.each([
    ["", "no format version"],
    ["s=p:tiny@1", "no format version"],
    ["v=x&s=p:tiny@1", "no number"],
    ["v=0&s=p:tiny@1", "no number"],
    ["v=1", "no scenario"],
    ["v=1&s=q:tiny", "neither p:"],
    ["v=1&s=p:tiny@1&t=%zz", "escape"],
    ["v=1&s=z:ab*d", "base64url"],
    ["v=1&s=z:////", "base64url"],
    ["v=1&s=z:", "does not inflate"],
  ])("%j is unreadable: %s", (text, reason) => {
    const expected = { kind: "unreadable", reason: expect.stringContaining(reason), at: expect.any(Number) };
    expect(decodeLink(text)).toMatchObject({ ok: false, problem: expected });
  });

  it.each([
    ["f:capture", "capture"],
    ["f:image", "image"],
    ["f:9f3c21aa", "scenario"],
  ])("with s=%s says that a %s is in its file", (source, what) => {
    expect(decodeLink(`v=1&s=${source}&t=5`)).toEqual({ ok: false, problem: { kind: "in-file", what } });
  });

  it("points at the damaged character", () => {
    expect(decodeLink("#v=1&s=z:ab*d")).toMatchObject({ problem: { at: "#v=1&s=z:ab".length } });
  });

  it("from a newer version keeps the scenario when that much can be read", () => {
    const fallback = { preset: "first-jump", rev: 1 };
    expect(decodeLink("v=99&s=p:first-jump@1&q=new")).toEqual({
      ok: false,
      problem: { kind: "newer", version: 99 },
      fallback,
    });
    expect(decodeLink("v=99&s=y:other")).toEqual({ ok: false, problem: { kind: "newer", version: 99 } });
  });

  it.each(["p:tiny@2", "p:tinu@1", "p:tony@1", "p:tiny@"])("with s=%s offers the preset that was meant", (source) => {
    expect(decodeLink(`v=1&s=${source}&t=5`)).toMatchObject({ ok: false, fallback: { preset: "tiny", rev: 1 } });
  });

  it("with a scenario that breaks a rule names the field", () => {
    const text = canonicalJson({ ...tiny, jumps: 12 });
    const result = decodeLink(`v=1&s=z:${base64url(deflateSync(strToU8(text)))}`);
    expect(result).toMatchObject({ ok: false, problem: { kind: "invalid", problems: [{ path: "jumps" }] } });
  });

  it("that inflates to more than 1 MiB is refused before it does", () => {
    const bomb = base64url(deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 }));
    const before = process.memoryUsage().arrayBuffers;
    expect(decodeLink(`v=1&s=z:${bomb}`)).toMatchObject({
      ok: false,
      problem: { kind: "unreadable", reason: expect.stringContaining("1 MiB") },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it("with any one character of its scenario changed is never taken for another scenario", () => {
    const text = encodeLink({ source: { scenario: tiny }, unknown: {} });
    const from = text.indexOf("z:");
    for (let at = from; at < text.length; at += 1) {
      const tampered = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
      expect(decodeLink(tampered).ok, `character ${at}`).toBe(false);
    }
  });

  it("never throws, however it was damaged", () => {
    const whole = encodeLink({ source: { scenario: tiny }, unknown: { core: "1" } });
    const originals = [whole, ...GOLDEN.map(([text]) => text)];
    const edit = fc.record({
      at: fc.nat(2000),
      remove: fc.nat(3),
      insert: fc.string({ unit: "binary", maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 4 }), (original, edits) => {
        let text = original;
        for (const { at, remove, insert } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + insert + text.slice(place + remove);
        }
        const result = decodeLink(text);
        if (result.ok) expect(decodeLink(encodeLink(result.value)).ok).toBe(true);
        else expect(["unreadable", "newer", "invalid"]).toContain(result.problem.kind);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("upgraders", () => {
  const rename: Upgrader = (fields) =>
    new Map([...fields].map(([key, value]): [string, string] => [key === "pos" ? "t" : key, value]));
  const prefix: Upgrader = (fields) => new Map([...fields, ["g", "copy"]]);

  it("are applied one version after the other, from the link's own", () => {
    const table = new Map([
      [1, rename],
      [2, prefix],
    ]);
    const old = new Map([
      ["s", "p:tiny@1"],
      ["pos", "5"],
    ]);
    expect([...upgradeFields(old, 1, 3, table)]).toEqual([
      ["s", "p:tiny@1"],
      ["t", "5"],
      ["g", "copy"],
    ]);
    expect([...upgradeFields(old, 2, 3, table).keys()]).toEqual(["s", "pos", "g"]);
    expect([...old.keys()]).toEqual(["s", "pos"]);
  });

  it("are complete or the lab does not start", () => {
    expect(() => ensureComplete(new Map([[1, rename]]), 3)).toThrow("version 2 has no upgrader");
    expect(() => ensureComplete(new Map([[7, rename]]), 1)).toThrow("1 upgraders for 0 older");
    expect(() => ensureComplete(new Map([[1, rename]]), 2)).not.toThrow();
  });
});
