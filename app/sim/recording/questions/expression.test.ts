// The language of expressions: any text is parsed or refused with a place, printing is the inverse of parsing, and values
// are those of the position.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate.ts";
import { BINARY_LEVELS, type Expression, parseExpression, printExpression } from "./expression.ts";
import { REGISTER_NAMES, registerPart } from "./registers.ts";
import { recorded, tiny } from "../../testing/small-runs.ts";

const register = fc.constantFrom(...REGISTER_NAMES, "cr0.pg", "cr4.pae", "eflags.if").map((name): Expression => {
  const part = registerPart(name);
  if (!part.ok) throw new Error(name);
  return { kind: "register", name, part: part.value };
});
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.nat(0xffffffff).map((value): Expression => ({ kind: "number", value })),
  fc.stringMatching(/^[ a-z.'()]{0,9}$/).map((value): Expression => ({ kind: "string", value })),
  register,
  fc.constantFrom("t", "sub", "leg", "phase", "running").map((name): Expression => ({ kind: "time", name })),
  fc.constantFrom("exchange.page", "exchange.copies").map((name): Expression => ({ kind: "exchange", name })),
  fc.constant<Expression>({ kind: "frames", code: 1, name: "kernelA" }),
);
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leaf,
    fc.record({
      kind: fc.constant("memory" as const),
      size: fc.constantFrom("byte", "word", "dword", "lin"),
      address: tie("tree"),
    }),
    fc.record({
      kind: fc.constant("frame" as const),
      pfn: tie("tree"),
      field: fc.constantFrom("class", "hash", "owner", "home"),
    }),
    fc.record({ kind: fc.constant("slot" as const), kernel: fc.constantFrom("A", "B", "C"), offset: tie("tree") }),
    fc.record({
      kind: fc.constant("prefix" as const),
      operator: fc.constantFrom("!", "~", "-"),
      of: tie("tree"),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom(...BINARY_LEVELS.flat()),
      left: tie("tree"),
      right: tie("tree"),
    }),
  ),
}));

const words = fc.constantFrom(
  ...[
    "cr0",
    ".",
    "pg",
    "cr0.pg",
    "==",
    "!=",
    "&&",
    "||",
    "(",
    ")",
    "[",
    "]",
    "dword",
    "frame",
    "frames",
    "slot",
    "A",
    ",",
  ],
  ...[
    "0x10",
    "12",
    '"boot"',
    "'",
    "t",
    "phase",
    "-",
    "~",
    "!",
    "<<",
    ">",
    "kernelA",
    "class",
    "é",
    "\n",
    "eval",
    "__proto__",
  ],
);
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
  fc.array(words, { maxLength: 30 }).map((list) => list.join("")),
  fc.integer({ min: 0, max: 400 }).map((depth) => "(".repeat(depth) + "1" + ")".repeat(depth)),
);

describe("parsing", () => {
  it("never throws, and says where a text goes wrong", () => {
    fc.assert(
      fc.property(text, (random) => {
        const parsed = parseExpression(random);
        if (parsed.ok) return;
        expect(parsed.problems[0]?.path).toMatch(/^expression/);
      }),
      { numRuns: 5000 },
    );
    expect(parseExpression("cr0.pg == cr9")).toEqual({
      ok: false,
      problems: [{ path: "expression, character 11", expected: expect.any(String), got: "cr9" }],
    });
    expect(parseExpression("1 +")).toMatchObject({ ok: false, problems: [{ got: "the end" }] });
  });

  it("is the inverse of printing", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        expect(parseExpression(printExpression(expression))).toEqual({ ok: true, value: expression });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("values", () => {
  const run = recorded(tiny);
  const value = (source: string, t = 0): unknown => {
    const parsed = parseExpression(source);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    run.cursor.seek({ t, sub: 0 });
    const found = evaluate(run, parsed.value);
    return found.ok ? found.value : found.problems[0]?.got;
  };

  it("never throw, at any position", () => {
    fc.assert(
      fc.property(tree, fc.nat(run.recording.end), (expression, t) => {
        run.cursor.seek({ t, sub: 0 });
        evaluate(run, expression);
      }),
      { numRuns: 1000 },
    );
  });

  it("are whole numbers of 32 bits, comparisons and names", () => {
    expect(value("0xffffffff + 2")).toBe(1);
    expect(value("-1 >> 28")).toBe(15);
    expect(value("3 * 2 + 1 == 7 && !(2 > 3)")).toBe(true);
    expect(value("1 << 31 | 1")).toBe(0x80000001);
    expect(value('"a" < 1')).toBe("a string");
    expect(value("cr0.pg")).toBe(1);
    expect(value("dword[0xffffffff0]")).toMatch(/no memory/);
  });

  it("are those of the position", () => {
    const swap = run.recording.phases.find(({ id }) => id === "swap-out")?.from ?? 0;
    const { cursor } = run;
    expect(value("phase", swap)).toBe("swap-out");
    expect(value("running", swap)).toBe("A");
    expect(value("cr0.pg == 0 && cr3", swap)).toBe(false);
    expect(value("frame(0x406).class", swap)).toBe("kernelA");
    expect(value("frame(0x406).home == 0x406", swap)).toBe(true);
    cursor.seek({ t: swap, sub: 0 });
    const control = run.recording.roles.find(({ role, kernel }) => role === "control" && kernel === "A")?.pfn ?? 0;
    expect(value("slot(A, 0x804)", swap)).toBe(cursor.memory.read32(control * 4096 + 0x804) >>> 0);
    expect(value("lin[esp]", 170)).toBe(
      cursor.memory.read32(cursor.cpu.translate(cursor.cpu.regs[4] >>> 0) ?? 0) >>> 0,
    );
    expect(value("frames(swap)", 0)).toBe(0);
  });
});
