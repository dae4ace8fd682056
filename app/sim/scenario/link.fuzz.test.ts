// A hundred thousand links from strangers, random and mutated: each is read, or refused in a form with a name; none throws.

import { describe, expect, it } from "vitest";
import type { LinkProblem, Scenario } from "../api.ts";
import { randomAt } from "../core/rng.ts";
import { decodeLink, encodeLink, type LinkResult } from "./link.ts";
import { findPreset } from "./presets.ts";

const LINKS = 100_000;
const PROBLEMS: ReadonlySet<LinkProblem["kind"]> = new Set(["unreadable", "newer", "in-file", "invalid"]);
const KEYS = (
  "v s t h g sel p story list walk d map bp r c ct n title theme embed ui ro origin safe core " +
  "__proto__ constructor toString %73 %"
).split(" ");
const CHARACTERS = Array.from("0123456789abcdefzAZ-_.:@/&=#%+,;~<>\"'() \u0000\ud800é𝄞");

const tiny = findPreset("tiny")?.scenario as Scenario;
const WHOLE = encodeLink({ source: { scenario: tiny }, at: { t: 7, sub: 1 }, unknown: {} });
const SEEDS = [
  "v=1&s=p:tiny@1",
  "v=1&s=p:first-jump@1&t=88213.412@swap/412/2&h=9f3c21aa&g=copy&sel=frame:0x01c04&p=exchange&story=3&list=9&walk=0xc",
  "v=1&s=p:tiny@1&d=start&map=hilbert&bp=ph:swap-in%3Bw:0x9d814+4%3Breg:cr0/31%3Bx:t%20%3E%201&r=1..9,2..5",
  "v=1&s=p:tiny@1&c=p:tiny@1&ct=5&n=88nPz1bISC1K1eMCAA&title=x&theme=dark&embed=1&ui=min&ro=1&origin=https://a.b",
  "v=2&s=p:tiny@1&safe=1",
];

/** Numbers of one link, all from its own number. */
function dice(link: number): (sides: number) => number {
  let thrown = 0;
  return (sides) => randomAt(link, thrown++) % sides;
}

const pick = <T>(list: readonly T[], roll: (sides: number) => number): T => list[roll(list.length)] as T;

const randomText = (roll: (sides: number) => number, most: number): string =>
  Array.from({ length: roll(most) }, () => pick(CHARACTERS, roll)).join("");

function randomLink(roll: (sides: number) => number): string {
  const fields = Array.from({ length: roll(8) }, () => `${pick(KEYS, roll)}=${randomText(roll, 24)}`);
  return [pick(["v=1", "v=1", "v=01", ""], roll), pick(["s=p:tiny@1", "s=p:tiny", "s=z:", ""], roll), ...fields].join(
    "&",
  );
}

function mutated(roll: (sides: number) => number): string {
  // A whole scenario has to be inflated and checked: few of those, or the test takes minutes.
  let text = roll(40) === 0 ? WHOLE : pick(SEEDS, roll);
  for (let changes = 1 + roll(4); changes > 0; changes -= 1) {
    const at = roll(text.length + 1);
    const cut = roll(3) === 0 ? roll(12) : roll(2);
    text = text.slice(0, at) + (roll(4) === 0 ? "" : randomText(roll, 4)) + text.slice(at + cut);
  }
  return text;
}

/** In which of its named states reading a link ended. */
const endOf = (result: LinkResult): string => (result.ok ? "read" : result.problem.kind);

describe("links from strangers", () => {
  it("are read or refused by name, and what is read can be written and read again", () => {
    const ends = new Map<string, number>();
    for (let link = 0; link < LINKS; link += 1) {
      const roll = dice(link);
      const text = link % 2 === 0 ? mutated(roll) : randomLink(roll);
      const result = decodeLink(text);
      const end = endOf(result);
      ends.set(end, (ends.get(end) ?? 0) + 1);
      if (!result.ok || link % 16 !== 0) continue;
      // Half a surrogate pair is written as the mark for what is no character: hence texts, not values.
      const written = encodeLink(result.value);
      const again = decodeLink(written);
      if (!again.ok || again.notices.length > 0) expect.fail(`${text} does not survive being written again`);
      expect(encodeLink(again.value)).toBe(written);
    }
    for (const end of ends.keys()) expect(end === "read" || PROBLEMS.has(end as LinkProblem["kind"])).toBe(true);
    expect(ends.get("read") ?? 0).toBeGreaterThan(10_000);
    expect(ends.get("unreadable") ?? 0).toBeGreaterThan(10_000);
    expect([...ends.keys()]).toEqual(expect.arrayContaining(["invalid", "newer", "read", "unreadable"]));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
