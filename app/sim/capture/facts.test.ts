// Facts of real jumps, and our own control code held against them.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { readCapture } from "../formats/kjc.ts";
import type { Capture } from "../formats/kjc-types.ts";
import { ownCapture, type RigOptions } from "../testing/capture-rig.ts";
import { comparePass, factsOfCapture } from "./facts.ts";
import linux from "./linux-6.1-facts.json";

type Name = keyof typeof linux.captures;
const NAMES = Object.keys(linux.captures) as Name[];

function read(bytes: Uint8Array): Capture {
  const capture = readCapture(bytes);
  if (!capture.ok) throw new Error(capture.problems.map(problemText).join("; "));
  return capture.value;
}

describe("our mainline control code", () => {
  const rows: readonly (readonly [Name, Partial<RigOptions>])[] = [
    ["peer", {}],
    ["peer-nopae", { hasPae: false }],
    ["peer-pae", { pae: true }],
    ["elf", { edge: true }],
  ];
  it.each(rows)("takes the way and the control registers of Linux 6.1 in %s", (name, options) => {
    const ours = factsOfCapture(read(ownCapture({ rounds: 1, ...options })));
    const real = linux.captures[name];
    expect(ours.paging).toBe(real.paging);
    expect(ours.hasPae).toBe(real.hasPae);
    expect(ours.passes).toHaveLength(2);
    for (const [i, pass] of ours.passes.entries()) {
      const expected = real.passes[i];
      if (expected === undefined) throw new Error(`${name} has no pass ${i}`);
      expect(comparePass(expected, pass)).toEqual([]);
      expect(pass.died).toBe(expected.died);
    }
  });

  it("differs where it is told to: a pass is not that of a processor without PAE", () => {
    const [out] = factsOfCapture(read(ownCapture({ rounds: 1 }))).passes;
    const [expected] = linux.captures["peer-nopae"].passes;
    if (out === undefined || expected === undefined) throw new Error("no pass");
    expect(comparePass(expected, out).map(problemText).join()).toContain("control registers: expected 80050033/kernel");
    expect(comparePass({ ...out, path: ["Ap"] }, out).map(({ path }) => path)).toEqual(["path"]);
  });
});

describe("the facts", () => {
  it("are those that verification of real captures has found", () => {
    const { peer, elf, ret } = linux.captures;
    expect([peer.pairs, peer.selfPairs, peer.listEntries]).toEqual([32, 0, 36]);
    expect([elf.pairs, elf.selfPairs, elf.listEntries]).toEqual([4096, 2009, 4107]);
    expect(peer.passes.map(({ records }) => records)).toEqual([970, 944, 970, 944, 970, 944]);
    expect(ret.passes.map(({ name }) => name)).toEqual(["A-out", "A-in", "A-out"]);
    expect(NAMES.filter((name) => linux.captures[name].passes.some(({ died }) => died))).toEqual(["peer-pae"]);
  });

  const folder = process.env["KJLAB_CAPTURES"];
  if (folder === undefined) return;
  it("are equal to what the captures in KJLAB_CAPTURES say", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".kjc.gz"));
    const known = files.filter((file) => NAMES.some((name) => name === basename(file, ".kjc.gz")));
    expect(known.length).toBe(NAMES.length);
    for (const file of known) {
      const facts = factsOfCapture(read(gunzipSync(readFileSync(join(folder, file)))));
      expect(facts).toEqual(linux.captures[basename(file, ".kjc.gz") as Name]);
    }
  });
});
