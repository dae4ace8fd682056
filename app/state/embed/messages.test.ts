// Messages from the page around: each kind is read, and whatever else comes is foreign or refused; nothing throws, and
// nothing that is refused is done.

import { describe, expect, it } from "vitest";
import { randomAt } from "../../sim/core/rng.ts";
import type { Lab } from "../lab.ts";
import { createChannel } from "./channel.ts";
import { readMessage } from "./messages.ts";

const PAYLOADS = 100_000;

describe("a message", () => {
  it.each([
    [{ type: "ready?" }, { type: "ready?" }],
    [
      { type: "goto", anchor: "swap/7/2" },
      { type: "goto", anchor: "swap/7/2" },
    ],
    [
      { type: "goto", t: 9 },
      { type: "goto", at: { t: 9, sub: 0 } },
    ],
    [
      { type: "select", selection: "frame:0x00406" },
      { type: "select", selection: { kind: "frame", pfn: 0x406 } },
    ],
    [
      { type: "select", selection: null },
      { type: "select", selection: undefined },
    ],
    [
      { type: "perspective", perspective: "cpu" },
      { type: "perspective", perspective: "cpu" },
    ],
    [
      { type: "setScenario", link: "v=1&s=p:tiny@1&t=5" },
      { type: "setScenario", link: { source: { preset: "tiny", rev: 1 }, at: { t: 5, sub: 0 }, unknown: {} } },
    ],
  ])("%j is read", (message, request) => {
    expect(readMessage({ kjlab: 1, ...message })).toEqual({ kind: "request", request });
  });

  it.each([
    [{ type: "goto" }, /either anchor or t/],
    [{ type: "goto", anchor: "a", t: 1 }, /either anchor or t/],
    [{ type: "goto", anchor: "<b>" }, /anchor/],
    [{ type: "goto", t: -1 }, /t/],
    [{ type: "goto", anchor: "end", more: 1 }, /more/],
    [{ type: "select", selection: "melt:1" }, /selection/],
    [{ type: "perspective", perspective: "__proto__" }, /perspective/],
    [{ type: "setScenario" }, /either link or scenario/],
    [{ type: "setScenario", link: "v=99" }, /newer/],
    [{ type: "setScenario", scenario: { title: 3 } }, /title/],
    [{ type: "melt" }, /type/],
    [{}, /type/],
  ])("%j is refused by its place", (message, words) => {
    const read = readMessage({ kjlab: 1, id: "q", ...message });
    expect(read).toMatchObject({
      kind: "refused",
      error: { type: "error", id: "q", reason: expect.stringMatching(words) },
    });
  });

  const cycle: Record<string, unknown> = { title: "x" };
  cycle["self"] = cycle;
  const nested = (depth: number): object => {
    let tree: object = {};
    for (let level = 0; level < depth; level++) tree = { title: tree, segments: [tree] };
    return tree;
  };
  const chain = Array.from({ length: 30_000 }).reduce<object>((inner) => ({ inner }), {});
  it.each([
    ["a number beyond all bounds", { seed: 7n }],
    ["a cycle", cycle],
    ["a depth without end", chain],
    ["a tree that doubles with each level", nested(40)],
    ["a map", { segments: new Map([[1, new Set([2])]]) }],
    ["bytes", { payload: new Uint8Array(9) }],
    ["holes", { segments: Array.from({ length: 3 }), title: undefined }],
  ])("with a good envelope around %s is refused", (_what, scenario) => {
    const read = readMessage({ kjlab: 1, id: 4, type: "setScenario", scenario });
    expect(read).toMatchObject({ kind: "refused", error: { type: "error", about: "setScenario", id: 4 } });
  });

  it("of another version is refused, and of others is foreign", () => {
    expect(readMessage({ kjlab: 2, type: "ready?" })).toMatchObject({ kind: "refused" });
    for (const data of [undefined, null, 5, "goto", [], { type: "goto", anchor: "end" }, new Map()])
      expect(readMessage(data)).toEqual({ kind: "foreign" });
  });
});

const WORDS = [
  ...[
    "goto",
    "select",
    "perspective",
    "setScenario",
    "ready?",
    "end",
    "frame:0x1",
    "cpu",
    "v=1&s=p:tiny@1",
    "",
    "\u0000",
  ],
  ...[0, 1, -1, 2 ** 53, Number.NaN, Infinity, 1.5, null, undefined, true, 7n],
];
const KEYS = ["kjlab", "type", "id", "anchor", "t", "sub", "selection", "perspective", "link", "scenario", "__proto__"];

const GOOD: readonly object[] = [
  { type: "ready?" },
  { type: "goto", anchor: "end" },
  { type: "goto", t: 1, sub: 0 },
  { type: "select", selection: "frame:0x1" },
  { type: "perspective", perspective: "cpu" },
  { type: "setScenario", link: "v=1&s=p:tiny@1" },
];

/** Any structured clone: values of all kinds, nested a little. */
function payload(roll: (sides: number) => number, depth = 0): unknown {
  // Every other one is a good one, or was before one member was changed.
  if (depth === 0 && roll(2) === 0) {
    const change = roll(3) === 0 ? {} : { [KEYS[roll(KEYS.length)] as string]: payload(roll, 1) };
    return { kjlab: 1, ...GOOD[roll(GOOD.length)], ...change };
  }
  const kind = roll(depth > 2 ? 2 : 7);
  if (kind < 2) return WORDS[roll(WORDS.length)];
  if (kind === 2) return Array.from({ length: roll(4) }, () => payload(roll, depth + 1));
  if (kind === 3) return new Uint8Array(roll(9));
  const entries = Array.from({ length: roll(6) }, () => [KEYS[roll(KEYS.length)], payload(roll, depth + 1)]);
  return Object.fromEntries(kind < 6 ? [["kjlab", roll(5) === 0 ? 2 : 1], ...entries] : entries) as object;
}

/** A laboratory that counts what it is told to do. */
function counting(): { readonly lab: Lab; done(): number } {
  let calls = 0;
  const act = (): Promise<void> => {
    calls += 1;
    return Promise.resolve();
  };
  const state = Object.freeze({ status: { kind: "ready" }, run: undefined, moment: undefined });
  const store = { getState: () => state, setState: act, subscribe: () => act };
  const lab = { store, actions: { goTo: act, select: act, setPerspective: act } } as unknown as Lab;
  return { lab, done: () => calls };
}

describe("a hundred thousand messages", () => {
  const embed = { ui: "min", readOnly: true, origins: ["https://a.example"] } as const;

  it("never throw, and only those that are read are done", async () => {
    const { lab, done } = counting();
    let [opened, sent, requests] = [0, 0, 0];
    const channel = createChannel(lab, embed, undefined, {
      post: () => (sent += 1),
      openLink: async () => void (opened += 1),
    });
    for (let index = 0; index < PAYLOADS; index += 1) {
      let thrown = 0;
      const data = payload((sides) => randomAt(index, thrown++) % sides);
      const read = readMessage(data);
      const before = done() + opened;
      await channel.receive({ data, origin: "https://a.example" });
      const acts = read.kind === "request" && read.request.type !== "ready?";
      if (acts) requests += 1;
      if (done() + opened - before !== (acts ? 1 : 0)) expect.fail(`message ${index} did something else`);
    }
    expect(requests).toBeGreaterThan(100);
    expect(sent).toBeGreaterThan(1000);
  });

  it("from an origin that is not allowed are not even answered", async () => {
    const { lab, done } = counting();
    let sent = 0;
    const channel = createChannel(lab, embed, "https://b.example", {
      post: () => (sent += 1),
      openLink: () => Promise.resolve(),
    });
    for (const origin of ["https://b.example", "null", "https://a.example.evil", "http://a.example", ""])
      for (const data of [
        { kjlab: 1, type: "goto", anchor: "end" },
        { kjlab: 1, type: "melt" },
      ])
        await channel.receive({ data, origin });
    expect([done(), sent]).toEqual([0, 0]);
  });
});
