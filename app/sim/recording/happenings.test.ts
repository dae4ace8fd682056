// Devices that act, interrupts and appointments in a whole run: each comes at its position, and any way to a position
// shows the same machine.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { op } from "../kernel/step.ts";
import { v8 } from "../protocol/v8/index.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf } from "../scenario/to-plan.ts";
import { anchorAt, resolveAnchor } from "./anchors.ts";
import type { Appointment } from "./appointments.ts";
import type { PlannedFault } from "./fault-desk.ts";
import { FAULT_STACK } from "./happenings.ts";
import { MODEL } from "./recording.ts";
import type { RecordOptions } from "./recorder.ts";
import { recordRun, type Run } from "./run.ts";
import { operationText } from "./views/operations.ts";

const preset = findPreset("tiny");
if (preset === undefined) throw new Error("the preset tiny is gone");
const plan = planOf(preset.scenario);
const FINEST = { operations: 1, entries: 1, instructions: 1, checkpoint: 1 };
const COARSE = { operations: 64, entries: 16, instructions: 512, checkpoint: 64 };

const record = (options: RecordOptions = {}): Run => recordRun(plan, v8, { tuning: COARSE, ...options });

interface Operation {
  readonly t: number;
  readonly calls: readonly string[];
  readonly text: string;
}

function operations({ recording }: Run): Operation[] {
  const found: Operation[] = [];
  for (let quantum = 0; quantum < recording.quanta; quantum++) {
    if (recording.kinds.at(quantum) !== MODEL) continue;
    const start = recording.starts.at(quantum);
    const first = recording.firstOperation.at(quantum);
    for (let t = start; t < recording.startOf(quantum + 1); t++) {
      const index = first + t - start;
      const calls = recording.callStacks[recording.opCalls.at(index)] ?? [];
      found.push({ t, calls, text: operationText(recording, index) });
    }
  }
  return found;
}

const by = (run: Run, source: string): Operation[] => operations(run).filter(({ calls }) => calls[0] === source);

const hashAt = ({ cursor }: Run, t: number): number => {
  cursor.seek({ t, sub: 0 });
  return cursor.hash();
};

/** The same hash at every position, forward in one and in leaps in the other. */
function expectSameMachine(run: Run, finest: Run): void {
  expect(finest.recording.end).toBe(run.recording.end);
  expect(finest.recording.outcome).toEqual(run.recording.outcome);
  const { end } = run.recording;
  for (let t = 0; t <= end; t++) {
    const there = (t * 5) % (end + 1);
    expect(hashAt(run, there), `t ${there}`).toBe(hashAt(finest, there));
  }
}

const skip = (name: string): PlannedFault => ({
  index: 0,
  text: `skip:${name}`,
  kind: "point",
  point: { leg: undefined, name, n: 1 },
  ruling: { kind: "skip" },
});

const does: Readonly<Record<string, Appointment["act"]>> = {
  irq: ({ board }) => (board.raise(0), op("a timer interrupt")),
  network: ({ board }) => (board.raise(11), op("a network interrupt")),
  nmi: ({ board }) => (board.raiseNmi(), op("an NMI")),
  dma: ({ board }) => board.dma("eth0", 0x40d) ?? op("nothing"),
  flip: ({ memory }) => (memory.write32(0x0040_5000, memory.read32(0x0040_5000) ^ 1), op("a bit flips")),
  breakpoint: ({ cpu }) => {
    cpu.debug[0] = cpu.codeAddress;
    cpu.debug[5] = 0x401;
    cpu.refresh();
    return op("a breakpoint");
  },
};

describe("a run in which nothing goes wrong", () => {
  const run = record();

  it("has devices that act, and interrupts that are taken and returned from", () => {
    expect(run.recording.outcome.kind).toBe("completed");
    for (const source of ["eth0", "sda", "timer", "cpu1", "interrupt"]) {
      expect(by(run, source).length, source).toBeGreaterThan(0);
    }
    const returned = operations(run).filter(({ text }) => text === "do_IRQ returns");
    expect(returned).toHaveLength(by(run, "interrupt").length);
  });

  it("has none of that while a kernel is away and its devices are quiet", () => {
    const { exchanges } = run.recording;
    const inside = (t: number): boolean => exchanges.some(({ from, to }) => t >= from && t < to);
    expect(operations(run).filter(({ t }) => inside(t))).toEqual([]);
  });

  it("goes on with an interrupted function exactly where it was", () => {
    const all = operations(run).filter(({ calls }) => !calls.includes("do_IRQ"));
    const at = all.findIndex(({ text }) => text.startsWith("interrupt 0x3b"));
    expect(at).toBeGreaterThan(0);
    const before = all.slice(0, at).findLast(({ calls }) => calls[0]?.startsWith("sys") === true);
    const after = all.slice(at).find(({ calls }) => calls[0]?.startsWith("sys") === true);
    expect(after?.text).toBe("do_IRQ returns");
    expect(after?.calls).toEqual(before?.calls);
  });
});

describe("a network card that is not quiesced", () => {
  const faults = [skip("device_suspend/eth0"), skip("device_power_down/eth0")];
  const run = record({ faults });

  it("writes packets into memory while the exchange goes on", () => {
    const exchange = run.recording.exchanges[0];
    const during = by(run, "eth0").filter(({ t }) => exchange !== undefined && t >= exchange.from && t < exchange.to);
    expect(during.length).toBeGreaterThan(3);
  });

  it("is the same machine at every position however it is reached", () => {
    expectSameMachine(run, record({ faults, tuning: FINEST }));
  });

  it("leaves the name of every position as good as before", () => {
    for (let t = 0; t <= run.recording.end; t++) {
      const name = anchorAt(run.cursor, { t, sub: 0 });
      const found = resolveAnchor(run.cursor, name);
      expect(found.ok && found.value.t, name).toBe(t);
    }
  });
});

describe("an appointment", () => {
  const { end } = record().recording;

  it("is one operation that begins at its position", () => {
    fc.assert(
      fc.property(fc.nat(end - 1), (t) => {
        const run = record({ appointments: [{ t, act: does["flip"] ?? (() => op("")) }] });
        const [first] = by(run, "fault");
        expect(first).toEqual({ t, calls: FAULT_STACK, text: "a bit flips" });
        run.cursor.seek({ t, sub: 0 });
        const before = run.cursor.memory.read32(0x0040_5000);
        run.cursor.seek({ t: t + 1, sub: 0 });
        expect(run.cursor.memory.read32(0x0040_5000)).toBe((before ^ 1) >>> 0);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves everything before it as it was", () => {
    const plain = record();
    const run = record({ appointments: [{ t: 2000, act: does["nmi"] ?? (() => op("")) }] });
    for (let t = 0; t <= 2000; t += 3) expect(hashAt(run, t)).toBe(hashAt(plain, t));
    expect(hashAt(run, 2001)).not.toBe(hashAt(plain, 2001));
  });

  it("of any kind, at any position and in any number, gives one machine however it is cut", () => {
    const kinds = Object.keys(does);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(end - 1), fc.constantFrom(...kinds)), { minLength: 1, maxLength: 4 }),
        (chosen) => {
          const appointments = chosen.map(([t, kind]) => ({ t, act: does[kind] ?? (() => op("")) }));
          const run = record({ appointments });
          const finest = record({ appointments, tuning: FINEST });
          expect(finest.recording.end).toBe(run.recording.end);
          expect(finest.recording.outcome).toEqual(run.recording.outcome);
          for (let t = 0; t <= run.recording.end; t += 17) {
            expect(hashAt(run, t), `t ${t}`).toBe(hashAt(finest, t));
          }
          expect(hashAt(run, run.recording.end)).toBe(hashAt(finest, run.recording.end));
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe("an interrupt at a position", () => {
  const nmi = (t: number): Run => record({ appointments: [{ t, act: does["nmi"] ?? (() => op("")) }] });
  const place = (name: string): number => {
    const found = resolveAnchor(record().cursor, name);
    if (!found.ok) throw new Error(`no ${name}`);
    return found.value.t;
  };

  it("is handled and survived where the kernel has its tables", () => {
    const run = nmi(place("phase/devices"));
    expect(run.recording.outcome.kind).toBe("completed");
    expect(operations(run).filter(({ text }) => text === "do_nmi returns")).toHaveLength(1);
  });

  it("is a triple fault where the descriptor tables are empty", () => {
    const { outcome, end } = nmi(place("phase/swap-out") + 40).recording;
    expect(outcome).toMatchObject({ kind: "crashed", fault: { chain: ["NMI", "#GP(0x13)", "#DF", "triple fault"] } });
    expect(end).toBeGreaterThan(place("phase/swap-out"));
  });

  it("waits, if it can be masked, until interrupts are on again", () => {
    const t = place("phase/swap-out") + 40;
    const run = record({ appointments: [{ t, act: does["irq"] ?? (() => op("")) }] });
    expect(run.recording.outcome.kind).toBe("completed");
    const taken = by(run, "interrupt").filter((each) => each.t > t);
    const back = run.recording.exchanges[1]?.to ?? 0;
    expect(taken[0]?.t).toBeGreaterThan(run.recording.exchanges[0]?.to ?? 0);
    expect(back).toBeGreaterThan(0);
  });
});

describe("a processor that halts", () => {
  /** Among the instructions that enter the first interrupt handler. */
  const inHandler = (by(record(), "interrupt")[0]?.t ?? 0) + 2;
  const halted = (eflags: number, appointments: readonly Appointment[] = []): Run =>
    record({
      appointments: [
        {
          t: inHandler,
          act: ({ memory, cpu }) => {
            memory.write32(0x0050_0000, 0xfdeb_f4f4);
            cpu.eip = 0xc050_0000;
            cpu.eflags = eflags;
            return op("the processor is sent to a hlt");
          },
        },
        ...appointments,
      ],
    });

  it("hangs with interrupts off", () => {
    const { outcome } = halted(2).recording;
    expect(outcome.kind).toBe("stopped");
    expect(outcome.text).toMatch(/^hang: the processor halts at 0xc0500001 with interrupts off/);
  });

  it("is woken by devices while interrupts are on, and by a non-maskable interrupt in any case", () => {
    const run = halted(0x202);
    expect(by(run, "interrupt").length).toBeGreaterThan(0);
    // the operation that sends it there, and its hlt
    const woken = halted(2, [{ t: inHandler + 2, act: does["nmi"] ?? (() => op("")) }]);
    expect(operations(woken).some(({ text }) => text.startsWith("do_nmi"))).toBe(true);
  });
});

describe("an exception in a kernel", () => {
  const t = (by(record(), "interrupt")[0]?.t ?? 0) + 2;
  const sentTo = (eip: number, code: readonly number[]): string =>
    record({
      appointments: [
        {
          t,
          act: ({ memory, cpu }) => {
            code.forEach((byte, i) => memory.write8(0x0050_0000 + i, byte));
            cpu.eip = eip;
            return op("the processor is sent elsewhere");
          },
        },
      ],
    }).recording.outcome.text;

  it.each([
    ["#PF(0x0), address 0xbf000000, at 0x0060:0xbf000000", 0xbf00_0000, []],
    ["#UD at 0x0060:0xc0500000", 0xc050_0000, [0x0f, 0x0b]],
    ["#GP(0x1f0) at 0x0060:0xc0500000", 0xc050_0000, [0xea, 0, 0, 0, 0, 0xf0, 1]],
    ["an unknown interrupt at 0x0060:0xc0500002", 0xc050_0000, [0xcd, 0x80]],
  ])("ends the run by name and place: %s", (what, eip, code) => {
    expect(sentTo(eip, code)).toBe(`kernel A stops: ${what}`);
  });
});
