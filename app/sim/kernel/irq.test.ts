import { describe, expect, it } from "vitest";
import { PAGE_SIZE } from "../core/units.ts";
import type { Appointment } from "../recording/appointments.ts";
import { recordRun, type Run } from "../recording/run.ts";
import { operationText } from "../recording/views/operations.ts";
import { v8 } from "../protocol/v8/index.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf } from "../scenario/to-plan.ts";
import { op } from "./step.ts";
import { IMAGE_PAGES, imagePage, PAGE_OFFSET } from "./image-pages.ts";
import { stubOf } from "./interrupt-stubs.ts";
import { StructAt } from "./struct.ts";
import { KERNEL_DATA } from "./layouts.ts";
import { pageMemory } from "./image.ts";

const preset = findPreset("tiny");
if (preset === undefined) throw new Error("the preset tiny is gone");
const plan = planOf(preset.scenario);
const record = (...appointments: Appointment[]): Run => recordRun(plan, v8, { appointments });

/** Positions of the modelled operations with this text, in order. */
function positions({ recording }: Run, text: RegExp): number[] {
  const found: number[] = [];
  for (let quantum = 0; quantum < recording.quanta; quantum++) {
    if (recording.kinds.at(quantum) !== 1) continue;
    const start = recording.starts.at(quantum);
    for (let t = start; t < recording.startOf(quantum + 1); t++) {
      if (text.test(operationText(recording, recording.firstOperation.at(quantum) + t - start))) found.push(t);
    }
  }
  return found;
}

/** Registers, segments and control registers; not whether it halts, nor the counts of instructions. */
function registersAt(run: Run, t: number): readonly number[] {
  run.cursor.seek({ t, sub: 0 });
  const left = [42, 43, 46, 47];
  return [...run.cursor.cpu.snapshot().words].filter((_, i) => !left.includes(i));
}

/** EIP and ESP. */
function placeAt(run: Run, t: number): string {
  run.cursor.seek({ t, sub: 0 });
  return `${run.cursor.cpu.eip} ${run.cursor.cpu.regs[4]}`;
}

describe("the interrupt descriptor table of a kernel that has not run", () => {
  it("leads each vector to its stub, and those that nobody uses to one for all", () => {
    const image = record().images.A;
    const idt = image?.pages[IMAGE_PAGES.idt];
    if (image === undefined || idt === undefined) throw new Error("no image");
    const words = pageMemory(idt);
    const text = PAGE_OFFSET + imagePage(image.base, "text");
    const names = new Map([...image.text.labels].map(([name, offset]) => [offset, name]));
    const leads = Array.from({ length: PAGE_SIZE / 16 }, (_, vector) => {
      const offset = (words.read32(vector * 8) & 0xffff) | (words.read32(vector * 8 + 4) & 0xffff0000);
      return names.get((offset >>> 0) - text);
    });
    expect(leads).toEqual(leads.map((_, vector) => stubOf(vector)));
    expect([leads[0x0e], leads[0x3b], leads[0x80]]).toEqual(["vector_0x0e", "vector_0x3b", "ignore_int"]);
  });
});

describe("an interrupt", () => {
  const run = record();
  const taken = positions(run, /^interrupt /);
  const returned = positions(run, /^do_IRQ returns/);

  it("leaves the processor as it found it, wherever it came", () => {
    expect(taken.length).toBeGreaterThan(10);
    taken.forEach((t, i) => {
      const place = placeAt(run, t);
      // the jump, popad, add and iret; a device may act among them
      const back =
        Array.from({ length: 8 }, (_, n) => (returned[i] ?? 0) + n).find((at) => placeAt(run, at) === place) ?? 0;
      expect(registersAt(run, back), `taken at ${t}`).toEqual(registersAt(run, t));
    });
  });

  it("is over for the controller as well", () => {
    run.cursor.seek({ t: run.recording.end, sub: 0 });
    expect(run.cursor.board.lines().filter(({ inService }) => inService)).toEqual([]);
    const first = taken[0] ?? 0;
    run.cursor.seek({ t: first + 1, sub: 0 });
    expect(
      run.cursor.board
        .lines()
        .filter(({ inService }) => inService)
        .map(({ line }) => line),
    ).toEqual([2, 11]);
  });
});

describe("what nobody expects", () => {
  it("is told: a line without a handler, and a non-maskable interrupt, which is counted too", () => {
    const t = positions(record(), /freeze init/)[0] ?? 0;
    const run = record(
      { t, act: ({ board }) => (board.raise(4), op("line 4")) },
      { t, act: ({ board }) => (board.raiseNmi(), op("an NMI")) },
    );
    const lines = positions(run, /printk: irq 4: nobody cared/);
    expect(lines).toHaveLength(1);
    expect(positions(run, /printk: NMI received at 0x/)).toHaveLength(1);
    expect(run.recording.outcome.kind).toBe("completed");
    const [counted] = positions(run, /do_nmi returns/);
    run.cursor.seek({ t: counted ?? 0, sub: 0 });
    const data = new StructAt(run.cursor.memory, KERNEL_DATA, imagePage(run.images.A?.base ?? 0, "data"));
    expect(data.get("nmi_count")).toBe(1);
  });
});
