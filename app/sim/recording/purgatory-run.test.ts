// An image that is entered by purgatory, from kexec_load to the command line that kernel B reads.

import { describe, expect, it } from "vitest";
import type { RevisionId, Scenario, SegmentSpec } from "../api.ts";
import { findPreset } from "../scenario/presets.ts";
import { withBackups } from "../scenario/backups.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import { TUNING } from "./journalist.ts";
import type { Run } from "./run.ts";
import { reasonAt, symbolAt } from "./views/operations.ts";

const PURGATORY = 0x412000;
const KIB = 1024;
const segment = (content: SegmentSpec["content"], mem: number, memsz: number, bufsz: number): SegmentSpec => ({
  ...{ name: content, content, mem, memsz, bufsz },
});

function scenario(revision: RevisionId, change: Partial<Scenario> = {}): Scenario {
  const tiny = findPreset("tiny")?.scenario;
  if (tiny === undefined) throw new Error("no preset");
  return {
    ...tiny,
    revision,
    fixes: revision === "v8" ? [] : ["gdt-on-return"],
    bEntry: PURGATORY,
    segments: withBackups(tiny.bRange, [
      segment("kernel", 0x400000, 64 * KIB, 52 * KIB),
      segment("parameters", 0x411000, 4 * KIB, 2 * KIB),
      segment("purgatory", PURGATORY, 8 * KIB, 6 * KIB),
      segment("elfcorehdr", 0x414000, 4 * KIB, 1 * KIB),
      segment("initrd", 0x415000, 12 * KIB, 11 * KIB),
    ]),
    ...change,
  };
}

function record(given: Scenario): Run {
  const run = recordScenario(given);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

const commandLine = ({ recording }: Run): string =>
  recording.consoles.find(({ text }) => text.startsWith("Command line:"))?.text ?? "";

describe("an image that is entered by purgatory", () => {
  it.each(["v8", "mainline-i386"] as const)("boots kernel B, which is told of the way back, and returns (%s)", (id) => {
    for (const pae of id === "v8" ? [{}] : [{}, { cpuHasPae: true }]) {
      const run = record(scenario(id, pae));
      expect(run.recording.outcome).toMatchObject({ kind: "completed", text: "4 jumps made; kernel A runs on" });
      expect(run.invariants.filter(({ status }) => status === "fail")).toEqual([]);
      const control = run.recording.roles.find(({ role, kernel }) => role === "control" && kernel === "A")?.pfn ?? 0;
      const reentry = run.code.listing.labels.get("kexec_jump_back_entry") ?? NaN;
      const entry = (control * 4096 + reentry).toString(16).padStart(8, "0");
      expect(commandLine(run)).toContain(` kexec_jump_back_entry=0x${entry}`);
    }
  });

  it("runs between the jump and the boot, once", () => {
    const { recording, cursor, ...run } = record(scenario("v8"));
    const spans = recording.phases.filter(({ id }) => ["enter", "purgatory", "boot"].includes(id));
    expect(spans.slice(0, 3).map(({ id }) => id)).toEqual(["enter", "purgatory", "boot"]);
    expect(spans.filter(({ id }) => id === "purgatory")).toHaveLength(1);
    cursor.seek({ t: spans[1]?.from ?? 0, sub: 0 });
    const whole = { recording, cursor, ...run };
    expect(symbolAt(whole, cursor, cursor.cpu.eip)).toBe("purgatory_start");
    expect(reasonAt(whole, cursor, cursor.cpu.eip)).toContain("EDI");
  });

  it("is the same run however finely time is cut", () => {
    const [coarse, fine] = [undefined, { ...TUNING, instructions: 1000, operations: 3 }].map((tuning) => {
      const run = recordScenario(scenario("v8"), tuning === undefined ? {} : { tuning });
      if (!run.ok) throw new Error(JSON.stringify(run.problems));
      return run.value;
    });
    const from = coarse?.recording.phases.find(({ id }) => id === "purgatory")?.from ?? NaN;
    for (const offset of [0, 1, 777, 100_001, 2_000_003]) {
      const states = [coarse, fine].map((run) => {
        run?.cursor.seek({ t: from + offset, sub: 0 });
        return [run?.cursor.memory.hash(), run?.cursor.cpu.eip, ...(run?.cursor.cpu.regs ?? [])];
      });
      expect(states[1], `${offset} instructions into purgatory`).toEqual(states[0]);
    }
    expect(fine?.recording.end).toBe(coarse?.recording.end);
  }, 60_000);

  it("hangs in purgatory when a bit of the image is another than the tool's", () => {
    const run = record(scenario("v8", { faults: ["flip:0x415123.4@phase/enter"] }));
    expect(run.recording.outcome).toMatchObject({
      kind: "stopped",
      text: "hang: purgatory: the digest of the image is not the one the tool has noted",
    });
    run.cursor.seek({ t: run.recording.end, sub: 0 });
    expect(symbolAt(run, run.cursor, run.cursor.cpu.eip)).toBe("digest_mismatch");
  });

  it("is left out of plain kexec's way: nobody is to return, nothing is appended", () => {
    const run = record(scenario("v8", { faults: ["with:plain-kexec"], jumps: 1 }));
    expect(commandLine(run)).not.toContain("kexec_jump_back_entry");
    expect(run.recording.outcome.kind).toBe("completed");
  });
});
