// The command line as a script sees it: output, exit codes, and the same answers as the page.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../sim/api.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { kjlab, kjlabProcess } from "./testing/kjlab.ts";

const folder = mkdtempSync(join(tmpdir(), "kjlab-"));

const tiny = findPreset("tiny")?.scenario;
if (tiny === undefined) throw new Error("the preset tiny is gone");

/** A scenario file made from tiny; the kernel segment gets other data. */
function file(name: string, scenario: Scenario): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(scenario));
  return path;
}
const withKernelData = (bufsz: number): Scenario => ({
  ...tiny,
  segments: tiny.segments.map((segment) => (segment.content === "kernel" ? { ...segment, bufsz } : segment)),
});

describe("run", () => {
  it("prints the run as JSON and ends with 0", () => {
    const { status, stdout } = kjlab("run", "tiny", "--json");
    const answer = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      scenario: "tiny",
      revision: "v8",
      anchor: "end",
      frames: 4096,
      outcome: { kind: "completed" },
    });
    expect(answer.jumps).toHaveLength(4);
    expect(answer.jumps[0]).toMatchObject({ from: "A", to: "B", entry: 0x400000, pairs: 24, selfPairs: 0 });
    expect(answer.invariants.every((result: { status: string }) => result.status === "pass")).toBe(true);
    expect(answer.consoles.B).toContain("visit 2");
  });

  it("stops at --until, and gives a file and a link the same hash as the preset", () => {
    const hash = (scenario: string) => JSON.parse(kjlab("run", scenario, "--until", "swap/7/2", "--json").stdout).hash;
    const link = kjlab("link", "tiny", "--at", "swap/7/2").stdout.trim();
    const expected = hash("tiny");
    expect(link).toContain(`h=${expected}`);
    expect(hash(file("same", tiny))).toBe(expected);
    expect(hash(link)).toBe(expected);
  });

  it("ends with 3 and the three faults when kernel B has no code to run", () => {
    const { status, stdout } = kjlab("run", file("no-text", withKernelData(4096)), "--json");
    expect(status).toBe(3);
    expect(JSON.parse(stdout).outcome).toMatchObject({
      kind: "crashed",
      fault: { chain: [expect.stringMatching(/^#/), "#DF", "triple fault"] },
    });
  });

  it("ends with 2 and the field, what was expected and errno when kexec_load would refuse", () => {
    const segments = tiny.segments.map((segment, i) => (i === 2 ? { ...segment, mem: segment.mem + 1 } : segment));
    const { status, stderr } = kjlab("run", file("unaligned", { ...tiny, segments }));
    expect(status).toBe(2);
    expect(stderr).toContain("segments[2].mem: expected a multiple of 4096");
    expect(stderr).toContain("EADDRNOTAVAIL");
  });

  it("ends with 42 when the time is up", () => {
    expect(kjlab("run", "first-jump", "--timeout", "0.001").status).toBe(42);
  });
});

describe("the other commands", () => {
  it("state names registers, saved words and image start", () => {
    const answer = JSON.parse(kjlab("state", "tiny", "--at", "phase/swap-out", "--json").stdout);
    expect(answer.controlRegisters.cr0).toBe(0x33);
    expect(answer.descriptorTables.gdtr.limit).toBe(0);
    expect(answer.saved.A.magic).toBe(0xe1b6a57d);
    expect(answer.imageStart.A).toBe(0x400000);
    expect(answer.kernel).toBe("A");
  });

  it("anchors names places in order, and each leads to its position", () => {
    const rows = JSON.parse(kjlab("anchors", "tiny", "--json").stdout) as { anchor: string; t: number }[];
    expect(rows.map(({ t }) => t)).toEqual(rows.map(({ t }) => t).toSorted((a, b) => a - b));
    const place = rows.find(({ anchor }) => anchor === "jump/2/phase/swap-in" || anchor === "phase/swap-in");
    const state = JSON.parse(kjlab("state", "tiny", "--at", place?.anchor ?? "", "--json").stdout);
    expect([state.t, state.phase]).toEqual([place?.t, "swap-in"]);
    expect(rows.at(-1)?.anchor).toBe("end");
  });

  it("mem gives the bytes that list decodes", () => {
    const list = JSON.parse(kjlab("list", "tiny", "--at", "phase/freeze", "--json").stdout);
    const out = join(folder, "page");
    const page = list.listPages[0] * 4096;
    expect(
      kjlab("mem", "tiny", "--at", "phase/freeze", "--pa", `0x${page.toString(16)}`, "--len", "4096", "--out", out)
        .status,
    ).toBe(0);
    const bytes = readFileSync(out);
    const rows: { address?: number; raw: number }[] = list.entries;
    for (const { address, raw } of rows)
      if (address !== undefined) expect(bytes.readUInt32LE(address - page)).toBe(raw);
    expect(list.pages).toBe(24);
  });

  it("trace has one line an instruction, each beginning where the one before led", () => {
    const { stdout } = kjlab("trace", "tiny", "--from", "phase/cr3-switch", "--to", "phase/swap-out", "--jsonl");
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.text).join("; ")).toContain("mov %eax,%cr0");
    lines.slice(1).forEach((line, i) => expect(line.t).toBe(lines[i].t + 1));
  });

  it("refuse what they do not know", () => {
    for (const args of [
      ["nonsense"],
      ["run"],
      ["run", "nope"],
      ["state", "tiny", "--at", "phase/nope"],
      ["run", "tiny", "--pa", "1"],
      ["mem", "tiny", "--at", "end", "--pa", "x", "--len", "1"],
      ["run", "#v=99&s=p:tiny@1"],
      [],
    ]) {
      const { status, stdout, stderr } = kjlab(...args);
      expect(status, args.join(" ")).toBe(2);
      expect(stdout + stderr).not.toMatch(/\bat .*\.ts:\d+/);
    }
  });
});

describe("the process", () => {
  it("has the same words and the same end as the command within", () => {
    for (const args of [
      ["presets", "--json"],
      ["trace", "tiny"],
      ["run", "nope"],
    ])
      expect(kjlabProcess(...args)).toEqual(kjlab(...args));
  });

  it("ends in peace when the reader of its pipe goes away", () => {
    const script = `"${process.execPath}" --import tsx app/cli/main.ts trace tiny | head -c 10; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(stdout.slice(10)).toBe("0\n");
    expect(stderr).toBe("");
  });
});
