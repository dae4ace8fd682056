// Every invariant can fail: for each, a defect planted in the control code or in a kernel makes it do so.

import { describe, expect, it } from "vitest";
import type { Kernel } from "../kernel/kernel.ts";
import { op, type Work } from "../kernel/step.ts";
import { v8 } from "../protocol/v8/index.ts";
import type { Revision } from "../protocol/revision.ts";
import { findPreset } from "../scenario/presets.ts";
import { planOf } from "../scenario/to-plan.ts";
import { recordRun } from "./run.ts";

const preset = findPreset("tiny");
if (preset === undefined) throw new Error("the preset tiny is gone");
const plan = planOf(preset.scenario);

const NOP = 0x90;
const PAGE = 4096;

/** v8 with the instruction whose reason contains `reason` replaced by the given bytes, filled up with nops. */
function without(reason: string, bytes: readonly number[] = []): Revision {
  const code = v8.code.control;
  const line = code.listing.lines.find((candidate) => candidate.reason?.includes(reason) === true);
  if (line === undefined) throw new Error(`no instruction has the reason "${reason}"`);
  const patched = code.listing.bytes.slice();
  patched.fill(NOP, line.offset, line.offset + line.length);
  patched.set(bytes, line.offset);
  return withBytes(patched);
}

/** v8 with other bytes as its control code. */
function withBytes(bytes: Uint8Array): Revision {
  const { control } = v8.code;
  return { ...v8, code: { ...v8.code, control: { ...control, listing: { ...control.listing, bytes } } } };
}

/** v8 in which kernel `letter` does something else before it asks for its jump. */
function meddling(letter: "A" | "B", meddle: (kernel: Kernel) => void): Revision {
  function* sysReboot(kernel: Kernel): Work {
    if (kernel.letter === letter) {
      meddle(kernel);
      yield op("a stray write");
    }
    yield* v8.sysReboot(kernel);
  }
  return { ...v8, sysReboot };
}

const failures = (revision: Revision): string[] =>
  recordRun(plan, revision)
    .invariants.filter((result) => result.status === "fail")
    .map((result) => result.id);

/** Kernel A's note, in the frame where it lies before the first jump. */
const NOTE = "Shopping";

describe("invariants", () => {
  it("hold without a defect", () => {
    expect(failures(v8)).toEqual([]);
  });

  it.each([
    ["exchange-involution", "copy 2 is skipped", without("copy 2, destination")],
    ["pages-somewhere", "copy 2 is skipped", without("copy 2, destination")],
    ["flush-after-switch", "the second CR3 load is skipped", without("second flush")],
    ["interrupts-off", "flags are set instead of cleared", without("all flags clear", [0x68, 0x00, 0x02, 0x00, 0x00])],
    ["context-restored", "ESI is not restored", esiLost()],
    ["b-within-range", "B writes to low memory", meddling("B", (kernel) => kernel.memory.write32(0x90000, 1))],
    ["pages-restored", "B writes to low memory", meddling("B", (kernel) => kernel.memory.write32(0x90000, 1))],
    ["roles-outside-destinations", "the list names the control page", meddling("A", nameControlPage)],
    ["note-survives", "B overwrites A's note where it is kept", meddling("B", overwriteNote)],
  ] as const)("%s fails when %s", (id, _, revision) => {
    expect(failures(revision)).toContain(id);
  });
});

/** The load of ESI in the virtual part, the third "as machine_kexec had it". */
function esiLost(): Revision {
  const code = v8.code.control;
  const lines = code.listing.lines.filter((line) => line.reason === "as machine_kexec had it");
  const bytes = code.listing.bytes.slice();
  const esi = lines[2];
  if (esi !== undefined) bytes.fill(NOP, esi.offset, esi.offset + esi.length);
  return withBytes(bytes);
}

/** Turns the first destination of A's list into the control page. */
function nameControlPage(kernel: Kernel): void {
  const list = kernel.kimage.get("head") & ~0xfff;
  kernel.memory.write32(list, (kernel.kimage.get("control_code_page") * PAGE) | 1);
}

function overwriteNote(kernel: Kernel): void {
  const { memory } = kernel;
  for (let frame = 0; frame < memory.frameCount; frame++) {
    const bytes = memory.bytes(frame);
    for (let at = 0; at < 0x100; at++) {
      if (bytes[at] !== NOTE.charCodeAt(0)) continue;
      const text = String.fromCharCode(...bytes.subarray(at, at + NOTE.length));
      if (text === NOTE) return memory.write8(frame * PAGE + at, 0x21);
    }
  }
}
