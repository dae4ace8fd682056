// Files that users bring: how they get into a scenario, how they run, and how they are refused.

import { describe, expect, it } from "vitest";
import type { Scenario } from "../api.ts";
import { fromBase64Url } from "../core/base64url.ts";
import { controlCode } from "../protocol/mainline-i386/control-code.ts";
import { makeV8 } from "../protocol/v8/index.ts";
import { AS_IT_WAS } from "../protocol/variant.ts";
import type { RecordOptions } from "../recording/recorder.ts";
import { summaryOf } from "../recording/summary.ts";
import { broughtFile, controlCodeOf, payloadOf, withControlCode, withPayload } from "./brought.ts";
import { HELLO } from "./hello-payload.ts";
import { findPreset } from "./presets.ts";
import { recordScenario } from "./to-plan.ts";
import { checkScenario } from "./validate.ts";

/** Of the first byte of code in the preset's file. */
const CODE_OFFSET = 0x54;

function scenarioOf(id: string): Scenario {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`the preset ${id} is gone`);
  return preset.scenario;
}

function loaded(scenario: ReturnType<typeof withPayload>): Scenario {
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  return scenario.value;
}

/** The preset's machine with sixteen pages for the payload, so that a run is short. */
const small = (change: Partial<Scenario> = {}): Scenario =>
  loaded(
    withPayload(
      {
        ...scenarioOf("payload"),
        memoryMiB: 32,
        bRange: { start: 0x100_0000, end: 0x101_0000 },
        ...change,
      },
      HELLO,
    ),
  );

/** The payload with other instructions at its entry. */
function withCode(code: readonly number[], change: Partial<Scenario> = {}): Scenario {
  const bytes = fromBase64Url(HELLO.data);
  if (typeof bytes === "number") throw new Error("the preset's payload is damaged");
  const changed = bytes.slice();
  changed.set(code, CODE_OFFSET);
  return loaded(withPayload(small(change), broughtFile("changed.elf", changed)));
}

function run(scenario: Scenario, options: RecordOptions = {}) {
  const recorded = recordScenario(scenario, options);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems));
  return { run: recorded.value, summary: summaryOf(recorded.value, scenario) };
}

const linesOfB = (scenario: Scenario): string[] =>
  run(scenario)
    .summary.consoles.filter(({ kernel }) => kernel === "B")
    .map(({ text }) => text);

const hello = (calls: number): string[] =>
  Array.from({ length: calls }, (_, i) => `Hello from physical mode. This is call ${i + 1}.`);

describe("a payload", () => {
  it("is called three times as a plain function under v8, and keeps its memory from call to call", () => {
    const { summary } = run(small());
    expect(summary.outcome.kind).toBe("completed");
    expect(summary.jumps.map(({ from, to }) => from + to)).toEqual(["AB", "BA", "AB", "BA", "AB", "BA"]);
    expect(summary.invariants.filter(({ status }) => status === "fail")).toEqual([]);
    expect(linesOfB(small())).toEqual(hello(3));
  });

  it("is called once under mainline, whose second call goes to what lies behind the swap page", () => {
    const scenario = small({ revision: "mainline-i386", memoryMiB: 128 });
    const { run: recorded, summary } = run(scenario);
    expect(summary.outcome.kind).toBe("crashed");
    expect(linesOfB(scenario)).toEqual(hello(1));
    const swap = recorded.recording.roles.find(({ role }) => role === "swap")?.pfn ?? 0;
    const [first, back, second] = summary.jumps;
    expect([first?.entry, back?.to]).toEqual([scenario.bEntry, "A"]);
    recorded.cursor.seek({ t: second?.t ?? 0, sub: 0 });
    expect(second?.entry).toBe(recorded.cursor.memory.read32((swap + 1) * 4096));
    expect(summary.trail.at(-1)?.address).toBe(summary.outcome.fault?.address);
  });

  it("is called three times under mainline with the fix", () => {
    const fixes = ["gdt-on-return", "callee-entry"] as const;
    expect(linesOfB(small({ revision: "mainline-i386", fixes }))).toEqual(hello(3));
  });

  it("never comes back under mainline while the GDT is not", () => {
    const { summary } = run(small({ revision: "mainline-i386", fixes: [] }));
    expect(summary.outcome.fault?.chain).toEqual(["#GP(0x68)", "#DF", "triple fault"]);
    expect(summary.trail.at(-1)?.symbol).toMatch(/^restore_processor_state\+/);
  });

  it("has each console line dated at the very write of its newline", () => {
    const { run: recorded, summary } = run(small());
    for (const { t, kernel } of summary.consoles) {
      if (kernel !== "B") continue;
      recorded.cursor.seek({ t: t - 1, sub: 0 });
      expect((recorded.cursor.cpu.regs[0] ?? 0) & 0xff).toBe(0x0a);
      const { eip } = recorded.cursor.cpu;
      recorded.cursor.seek({ t, sub: 0 });
      expect(recorded.cursor.cpu.eip).not.toBe(eip);
    }
  });

  it("that runs away is stopped by the budget, with its last hundred instructions", () => {
    const { summary } = run(withCode([0xeb, 0xfe]), { budget: 50_000 });
    expect(summary.outcome).toEqual({ kind: "stopped", text: "no end after 50000 instructions" });
    expect(summary.stats.instructions).toBe(50_000);
    expect(summary.trail).toHaveLength(100);
    expect(summary.trail.at(-1)).toMatchObject({ address: 0x100_0000, symbol: "payload", text: "jmp 0x01000000" });
  });

  it("that repeats one instruction for ever is stopped by the same budget", () => {
    // mov $-1,%ecx; rep lodsb; jmp: nearly all of it are iterations
    const { summary } = run(withCode([0xb9, 0xff, 0xff, 0xff, 0xff, 0xf3, 0xac, 0xeb, 0xf7]), { budget: 1_000_000 });
    expect(summary.outcome.text).toMatch(/^no end after/);
    expect(summary.stats.instructions).toBeLessThan(20_000);
  });

  it("that writes all over memory is stopped before it fills that of its observer", () => {
    // again: incl (%edi); add $4096,%edi; and $0x1ffffff,%edi; jmp again
    const scribble = [0xff, 0x07, 0x81, 0xc7, 0, 0x10, 0, 0, 0x81, 0xe7, 0, 0xf0, 0xff, 1, 0xeb, 0xf0];
    const { summary } = run(withCode([0xbf, 0, 0, 0x40, 0, ...scribble]), { mostHistory: 1 << 20 });
    expect(summary.outcome.text).toMatch(/^it leaves more behind than can be remembered/);
    expect(summary.trail).toHaveLength(100);
  });

  it("that prints without end, or goes in and out of control code without end, is stopped as well", () => {
    // mov $0x3f8,%edx; mov $'\n',%al; again: out %al,(%dx); jmp again
    const printer = [0xba, 0xf8, 0x03, 0, 0, 0xb0, 0x0a, 0xee, 0xeb, 0xfd];
    // lea ret(%edi),%eax; again: call *%eax; jmp again
    const ret = makeV8(AS_IT_WAS).code.control.listing.bytes.indexOf(0xc3);
    const hopper = [0x8d, 0x87, ret & 0xff, ret >>> 8, 0, 0, 0xff, 0xd0, 0xeb, 0xfc];
    for (const code of [printer, hopper]) {
      const { summary } = run(withCode(code), { mostHistory: 1 << 20 });
      expect(summary.outcome.text).toMatch(/^it leaves more behind than can be remembered/);
    }
  });

  it("calls no modelled function with the bytes of a gate", () => {
    for (const letter of ["A", "B"]) {
      for (let gate = 0; gate < 10; gate++) {
        const { summary } = run(withCode([0x0f, 0x0b, 0x4b, letter.charCodeAt(0), gate]));
        expect(summary.outcome.fault?.chain[0]).toBe("#UD");
      }
    }
  });

  it("that lets interrupts in fails the invariant, however it ends", () => {
    const { summary } = run(withCode([0xfb, 0x90, 0xeb, 0xfe]), { budget: 10_000 });
    expect(summary.invariants.find(({ id }) => id === "interrupts-off")?.status).toBe("fail");
  });

  it("whose line has no newline keeps it for itself", () => {
    // mov $0x3f8,%edx; mov $'!',%al; out %al,(%dx); ret
    const { summary } = run(withCode([0xba, 0xf8, 0x03, 0, 0, 0xb0, 0x21, 0xee, 0xc3], { jumps: 2 }));
    const own = summary.consoles.filter(({ kernel }) => kernel === "B");
    expect(own).toEqual([{ kernel: "B", text: "!", t: summary.jumps[1]?.t }]);
    expect(summary.consoles.filter(({ text }) => text.startsWith("!") && text.length > 1)).toEqual([]);
  });

  it("shows the same state however a position is reached", () => {
    const scenario = small({ jumps: 2 });
    const { run: recorded, summary } = run(scenario);
    const finest = recordScenario(scenario, {
      tuning: { operations: 1, entries: 1, instructions: 1, checkpoint: 1 },
    });
    if (!finest.ok) throw new Error("not recorded");
    const payload = summary.phases.find(({ id }) => id === "payload");
    for (let t = payload?.from ?? 0; t < (payload?.to ?? 0); t += 3) {
      recorded.cursor.seek({ t, sub: 0 });
      finest.value.cursor.seek({ t, sub: 0 });
      expect(recorded.cursor.hash(), `t ${t}`).toBe(finest.value.cursor.hash());
    }
  });

  it("is refused when its file or the segments it gives do not fit", () => {
    const scenario = small();
    const cut = withPayload(scenario, broughtFile("cut.elf", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46)));
    expect(cut.ok).toBe(false);
    const elsewhere = withPayload({ ...scenario, bRange: { start: 0x80_0000, end: 0x81_0000 } }, HELLO);
    expect(elsewhere).toMatchObject({ ok: false });
    expect(payloadOf({ ...scenario, bEntry: scenario.bEntry + 4 })).toMatchObject({ ok: false });
    expect(checkScenario({ ...scenario, segments: scenario.segments.slice(1) })).toMatchObject({ ok: false });
    const { payload: _, ...orphaned } = scenario;
    expect(payloadOf(orphaned)).toMatchObject({ ok: false, problems: [{ path: "segments[0].content" }] });
  });
});

describe("brought control code", () => {
  const own = controlCode(AS_IT_WAS).listing;
  const offset = (name: string) => own.labels.get(name) ?? 0;
  const list = (base: number) =>
    ["relocate_kernel", "identity_mapped", "virtual_mapped", "swap_pages"]
      .map((name) => `${(base + offset(name)).toString(16).padStart(8, "0")} t ${name}`)
      .join("\n");
  const scenario: Scenario = { ...scenarioOf("tiny"), revision: "mainline-i386", fixes: ["gdt-on-return"] };

  it("runs as our own does, and its entries are found without a mark", () => {
    const mine = run(scenario);
    for (const base of [0, 0xc10225a6]) {
      const brought = run(loaded(withControlCode(scenario, broughtFile("code.bin", own.bytes), list(base))));
      expect(brought.summary.endHash).toBe(mine.summary.endHash);
      expect(brought.summary.invariants.filter(({ status }) => status === "fail")).toEqual([]);
      const words = ({ run: { recording } }: typeof mine) =>
        recording.exchanges.map(({ entryWord }) => Array.from(entryWord.values()));
      expect(words(brought)).toEqual(words(mine));
    }
  });

  it("may copy byte by byte: no page of A is lost for that", () => {
    const v8 = makeV8(AS_IT_WAS).code.control.listing;
    const bytes = v8.bytes.slice();
    for (const { offset, reason = "" } of v8.lines) {
      if (reason === "1,024 words") bytes[offset + 2] = 0x10;
      if (/^copy [123], /.test(reason)) bytes[offset + 1] = 0xa4;
    }
    const symbols = [...v8.routines].map(
      (name) => `${(v8.labels.get(name) ?? 0).toString(16).padStart(8, "0")} t ${name}`,
    );
    const brought = withControlCode(scenarioOf("tiny"), broughtFile("bytes.bin", bytes), symbols.join("\n"));
    const { summary } = run(loaded(brought));
    expect(summary.outcome.kind).toBe("completed");
    expect(summary.invariants.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it("is refused when it is too large, lacks a needed symbol, or its symbol lies outside", () => {
    const refusal = (bytes: Uint8Array, symbols?: string) => {
      const result = withControlCode(scenario, broughtFile("code.bin", bytes), symbols);
      return result.ok ? "" : (result.problems[0]?.expected ?? "");
    };
    expect(refusal(new Uint8Array(2049), list(0))).toBe("at most 2048 bytes, half of the control page");
    expect(refusal(own.bytes)).toBe("one beside flat code, as nm prints it");
    expect(refusal(own.bytes, "")).toBe("a symbol relocate_kernel");
    expect(refusal(own.bytes, "00000000 T something_else")).toBe("a symbol relocate_kernel");
    expect(refusal(new Uint8Array(0), list(0))).toMatch(/^relocate_kernel within/);
    expect(controlCodeOf(scenario)).toEqual({ ok: true, value: undefined });
  });
});
