// Results and flags of integer instructions against facts measured on a real x86 processor. Each fact reads: name,
// code bytes, EAX ECX EDX and status flags before, which flags are defined, EAX ECX EDX and flags after (all hex).

import { describe, expect, it } from "vitest";
import facts from "../testing/native-facts.json";
import { bench } from "../testing/ram-bus.ts";

interface Fact {
  readonly code: readonly number[];
  readonly before: readonly number[];
  readonly defined: number;
  readonly after: readonly number[];
}

function parse(fact: string): Fact {
  const [, code = "", ...numbers] = fact.split(" ");
  const values = numbers.map((text) => Number.parseInt(text, 16));
  const bytes = code.match(/../g) ?? [];
  const defined = values[4] ?? 0;
  return {
    code: bytes.map((text) => Number.parseInt(text, 16)),
    before: values.slice(0, 4),
    defined,
    after: [...values.slice(5, 8), (values[8] ?? 0) & defined],
  };
}

function run(fact: Fact): number[] {
  const { cpu } = bench((a) => a.bytes(fact.code));
  const [eax = 0, ecx = 0, edx = 0, flags = 0] = fact.before;
  cpu.regs.set([eax, ecx, edx]);
  cpu.eflags = flags;
  expect(cpu.run(1)).toEqual({ kind: "limit" });
  const [a, c, d] = Array.from(cpu.regs.subarray(0, 3), (value) => value >>> 0);
  return [a ?? 0, c ?? 0, d ?? 0, cpu.eflags & fact.defined];
}

describe("integer instructions", () => {
  const names = [...new Set(facts.map((fact) => fact.split(" ")[0] ?? ""))];
  it.each(names)("%s does what a real processor does", (name) => {
    const mine = facts.filter((fact) => fact.startsWith(`${name} `));
    const results = mine.map((fact) => [fact, run(parse(fact))]);
    expect(results).toEqual(mine.map((fact) => [fact, parse(fact).after]));
  });
});
