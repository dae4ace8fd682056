// 100,000 damaged image files: each is refused with the place, or is what a machine can start from.

import { describe, expect, it } from "vitest";
import { Dice, type Mutation, mutated, MUTATIONS } from "../formats/testing/mutate.ts";
import { readCoreImage } from "./core-image.ts";
import { smallImage } from "./testing/small-image.ts";

const FILES = 100_000;
/** Of headers and notes. */
const HEAD = 1400;

/** Damage where headers and notes are. */
const inHead: Mutation = (bytes, dice) => {
  bytes[Math.min(bytes.length - 1, dice.below(HEAD))] = dice.of([
    0,
    1,
    2,
    0x22,
    0x30,
    0x39,
    0x7d,
    0xff,
    dice.below(256),
  ]);
  return bytes;
};

describe(`${FILES} damaged image files`, () => {
  it("are refused with the place, or hold what the undamaged one holds", () => {
    const seed = smallImage();
    const whole = readCoreImage(seed);
    if (!whole.ok) throw new Error(JSON.stringify(whole.problems));
    const { core } = whole.value.image;
    const dice = new Dice(0xc0de);
    const places = new Set<string>();
    let accepted = 0;
    for (let i = 0; i < FILES; i += 1) {
      const result = readCoreImage(mutated([seed], [...MUTATIONS, inHead, inHead, inHead, inHead], dice));
      if (!result.ok) {
        const [problem] = result.problems;
        if (problem === undefined || problem.expected === "" || problem.path === "")
          throw new Error(`file ${i}: no word`);
        places.add(problem.path);
        continue;
      }
      accepted += 1;
      const read = result.value.image.core;
      if (read.length !== core.length || read.some((byte, at) => byte !== core[at]))
        throw new Error(`file ${i} has other pages`);
    }
    expect(accepted).toBeGreaterThan(1000);
    expect(accepted).toBeLessThan(FILES / 2);
    expect(places.size).toBeGreaterThan(40);
  });
});
