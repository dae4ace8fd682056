// What users bring, on the command line: programs, control code, and the switches of a scenario.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../sim/api.ts";
import { fromBase64Url } from "../sim/core/base64url.ts";
import { writeElf } from "../sim/formats/testing/elf-writer.ts";
import { controlCode } from "../sim/protocol/mainline-i386/control-code.ts";
import { AS_IT_WAS } from "../sim/protocol/variant.ts";
import { broughtFile, withPayload } from "../sim/scenario/brought.ts";
import { HELLO } from "../sim/scenario/hello-payload.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { changedScenario } from "./bring.ts";
import { Failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { kjlab } from "./testing/kjlab.ts";

const folder = mkdtempSync(join(tmpdir(), "kjlab-bring-"));
function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const decoded = fromBase64Url(HELLO.data);
const preset = findPreset("payload")?.scenario;
const tiny = findPreset("tiny")?.scenario;
if (typeof decoded === "number" || preset === undefined || tiny === undefined)
  throw new Error("a preset is gone or damaged");
const hello = decoded;
const elf = file("hello.elf", hello);

/** The preset's machine with sixteen pages for the program, so that a run is short. */
function smallScenario(base: Scenario): string {
  const bRange = { start: 0x100_0000, end: 0x101_0000 };
  const made = withPayload({ ...base, memoryMiB: 32, bRange }, broughtFile("first.elf", hello));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return file("small.json", JSON.stringify(made.value));
}
const small = smallScenario(preset);

/** The machine code of a program in one page, entered at its first byte. */
const program = (name: string, ...code: readonly number[]): string =>
  file(name, writeElf({ entry: 0x100_0000, segments: [{ paddr: 0x100_0000, bytes: code }] }));

const greeting = (call: number): string => `Hello from physical mode. This is call ${call}.\n`;
const json = (...args: readonly string[]) => {
  const { status, stdout } = kjlab(...args, "--json");
  return { status, answer: JSON.parse(stdout) };
};

/** What the options are refused with, without starting a program for it. */
function refusal(scenario: Scenario, ...words: readonly string[]): { code: number; text: string } {
  try {
    changedScenario(scenario, readOptions(["run", "it", ...words]));
    return { code: 0, text: "" };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: error.exitCode, text: error.message };
  }
}

describe("--fix", () => {
  const fixesOf = (text: string) => changedScenario(preset, readOptions(["run", "it", "--fix", text])).fixes;

  it("is the whole list, or added to the scenario's own, or none", () => {
    expect(preset.fixes).toEqual(["gdt-on-return"]);
    expect(fixesOf("callee-entry")).toEqual(["callee-entry"]);
    expect(fixesOf("+callee-entry")).toEqual(["gdt-on-return", "callee-entry"]);
    expect(fixesOf("+gdt-on-return")).toEqual(["gdt-on-return"]);
    expect(fixesOf("none") ?? []).toEqual([]);
  });
});

describe("--payload", () => {
  it("calls the program as often as --calls says, and gives what it prints", () => {
    const { status, answer } = json("run", small, "--payload", elf, "--calls", "2");
    expect(status).toBe(0);
    expect(answer.payload).toEqual({ name: "hello.elf", called: 2, returned: 2 });
    expect(answer.consoles.B).toBe(greeting(1) + greeting(2));
    expect(answer.trail).toEqual([]);
  });

  it("fails in the second call under mainline-i386, and not with the fix", () => {
    const words = ["run", "payload", "--payload", elf, "--revision", "mainline-i386"];
    const broken = json(...words);
    expect(broken.status).toBe(3);
    expect(broken.answer.payload).toEqual({
      name: "hello.elf",
      called: 2,
      returned: 1,
      astray: broken.answer.jumps[2].entry,
    });
    expect(broken.answer.consoles.B).toBe(greeting(1));
    expect(broken.answer.trail.length).toBeGreaterThan(10);
    const mended = json(...words, "--fix", "gdt-on-return,callee-entry");
    expect([mended.status, mended.answer.payload.returned]).toEqual([0, 3]);
  });

  it("stops what runs away after --budget instructions, and prints the last hundred", () => {
    const { status, stdout } = kjlab(
      "run",
      small,
      "--payload",
      program("loop.elf", 0x40, 0xeb, 0xfd),
      "--budget",
      "50000",
    );
    expect(status).toBe(3);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("stopped: no end after 50000 instructions");
    const title = lines.indexOf("the last 100 instructions:");
    expect(lines.slice(title + 1)).toHaveLength(100);
    expect(lines.at(-1)).toMatch(/0x0100000[01] +(?:inc %eax|jmp 0x01000000)$/);
  });

  it.each([
    ["div.elf", [0x31, 0xc9, 0xf7, 0xf1], "#DE"],
    ["x87.elf", [0xd9, 0xe8], "#NM"],
  ])("tells the exceptions of %s in their order", (name, code, first) => {
    const { status, answer } = json("run", small, "--payload", program(name, ...code));
    expect(status).toBe(3);
    expect(answer.outcome.fault.exceptions[0]).toMatchObject({ name: first });
    expect(answer.trail.at(-1).address).toBe(answer.outcome.fault.address);
  });

  it("says that the FPU is not modelled", () => {
    expect(kjlab("run", small, "--payload", program("fpu.elf", 0xd9, 0xe8)).stdout).toContain("not modelled");
  });

  it("ends with 1 when the program writes where it must not", () => {
    const stray = program("stray.elf", 0xc7, 0x05, 0x00, 0x00, 0x30, 0x00, 0xef, 0xbe, 0xad, 0xde, 0xc3);
    const { status, stdout } = kjlab("run", small, "--payload", stray);
    expect(status).toBe(1);
    expect(stdout).toContain("! b-within-range: kernel B wrote frame 0x00300");
  });

  it.each([
    ["cut.elf", hello.slice(0, 60), "ELF header, e_shoff: expected an end inside the file of 60 bytes"],
    ["arm.elf", writeElf({ machine: 40, segments: [{ paddr: 0x100_0000, bytes: [0xc3] }] }), "ELF header, e_machine: "],
    [
      "low.elf",
      writeElf({ entry: 0x1000, segments: [{ paddr: 0x1000, bytes: [0xc3] }] }),
      "header 0, p_paddr: expected inside",
    ],
    ["odd.elf", writeElf({ entry: 0x100_0010, segments: [{ paddr: 0x100_0010, bytes: [0xc3] }] }), "got 0x1000010"],
    ["big.elf", new Uint8Array(500_000), "payload: expected a file of at most 491520 bytes, got 500000 bytes"],
  ])("refuses %s with a sentence that names the header and the value", (name, bytes, words) => {
    const path = file(name, bytes);
    const { code, text } = refusal(preset, "--payload", path);
    expect(code).toBe(2);
    expect(text.startsWith(`${path}: `)).toBe(true);
    expect(text).toContain(words);
  });

  it("is refused before anything runs, with exit code 2 and nothing on standard output", () => {
    const { status, stdout, stderr } = kjlab("run", "payload", "--payload", file("cut2.elf", hello.slice(0, 60)));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^kjlab: .*cut2\.elf: ELF header, e_shoff: /m);
  });

  it("travels in a link and in a file", () => {
    const link = kjlab("link", small, "--payload", elf, "--calls", "1", "--at", "end").stdout.trim();
    expect(link.length).toBeLessThan(2000);
    const out = join(folder, "own.json");
    expect(kjlab("scenario", small, "--payload", elf, "--calls", "1", "--out", out).status).toBe(0);
    expect(JSON.parse(readFileSync(out, "utf8")).payload.name).toBe("hello.elf");
    const hashes = [link, out].map((scenario) => json("run", scenario).answer.hash);
    expect(new Set(hashes).size).toBe(1);
    expect(link).toContain(`h=${hashes[0]}`);
  });

  it("is refused a link when it is too large for one", () => {
    let state = 1;
    const noise = Array.from({ length: 60_000 }, () => {
      state = (Math.imul(state, 0x19660d) + 0x3c6ef35f) >>> 0;
      return state >>> 24;
    });
    const bytes = [0xc3, ...noise];
    const path = file("noise.elf", writeElf({ entry: 0x100_0000, segments: [{ paddr: 0x100_0000, bytes }] }));
    const { status, stderr } = kjlab("link", small, "--payload", path, "--calls", "1", "--at", "end");
    expect(status).toBe(2);
    expect(stderr).toMatch(/the link: expected at most 64000 characters, got \d+; kjlab scenario writes/);
  });
});

describe("--control-code", () => {
  const own = controlCode(AS_IT_WAS).listing;
  const labels = ["relocate_kernel", "identity_mapped", "virtual_mapped", "swap_pages"].map(
    (name) => [name, own.labels.get(name) ?? 0] as const,
  );
  const object = file(
    "rk.o",
    writeElf({
      type: 1,
      sections: [{ name: ".text", type: 1, flags: 6, align: 16, bytes: [...own.bytes] }],
      symbols: labels.map(([name, value]) => ({ name, value, kind: 2, section: 1 })),
    }),
  );
  const flat = file("rk.bin", own.bytes);
  const symbols = file(
    "rk.sym",
    labels.map(([name, value]) => `${value.toString(16).padStart(8, "0")} t ${name}`).join("\n"),
  );
  const machine = ["tiny", "--revision", "mainline-i386", "--fix", "gdt-on-return"];

  it("runs as an object and as flat code with symbols, with the hash of our own", () => {
    const mine = json("run", ...machine).answer;
    for (const words of [
      ["--control-code", object],
      ["--control-code", flat, "--symbols", symbols],
    ]) {
      const { status, answer } = json("run", ...machine, ...words);
      expect(status).toBe(0);
      expect(answer.hash).toBe(mine.hash);
      expect(answer.invariants.every((each: { status: string }) => each.status === "pass")).toBe(true);
    }
  });

  it("is walked by pages, copies and instructions, and names its routines", () => {
    const words = [...machine, "--control-code", object];
    expect(json("state", ...words, "--at", "swap/7/2").answer.anchor).toBe("swap/7/2");
    expect(json("list", ...words, "--at", "jump/2/phase/swap-in").answer.pages).toBe(24);
  });

  it.each([
    [
      "large.bin",
      new Uint8Array(2049),
      symbols,
      "control code: expected at most 2048 bytes, half of the control page, got 2049",
    ],
    ["no-list.bin", own.bytes, undefined, "symbol list: expected one beside flat code"],
    ["other.bin", own.bytes, file("other.sym", "00000000 T start\n"), "expected a symbol relocate_kernel"],
    ["bad.bin", own.bytes, file("bad.sym", "zz T relocate_kernel\n"), "line 1: expected ADDRESS LETTER NAME"],
    ["hello.elf", hello, undefined, "ELF header, e_type: expected 1 (ET_REL), got 0x2"],
  ])("refuses %s", (name, bytes, symbolList, words) => {
    const path = file(name, bytes);
    const list = symbolList === undefined ? [] : ["--symbols", symbolList];
    const { code, text } = refusal(tiny, ...machine.slice(1), "--control-code", path, ...list);
    expect(code).toBe(2);
    expect(text).toContain(words);
  });
});

describe("the switches of a scenario", () => {
  it("choose the revision, PAE, the fixes and the number of jumps", () => {
    const words = [small, "--revision", "mainline-i386", "--pae", "--fix", "gdt-on-return,pae-before-paging"];
    const { status, answer } = json("run", ...words, "--jumps", "2");
    expect([status, answer.revision, answer.jumps.length]).toEqual([0, "mainline-i386", 2]);
    const { stdout } = kjlab("scenario", ...words);
    expect(JSON.parse(stdout)).toMatchObject({ kernelIsPae: true, cpuHasPae: true });
  });

  it("take away the fixes that a preset has", () => {
    const { status, answer } = json("run", "mainline-fixed", "--fix", "none", "--until", "jump/1");
    expect([status, answer.outcome.kind]).toEqual([3, "crashed"]);
  });

  it.each([
    ["--revision", "v9"],
    ["--fix", "everything"],
    ["--calls", "5"],
    ["--jumps", "0"],
    ["--symbols", symbolsOnly()],
  ])("refuse %s %s", (option, value) => {
    expect(refusal(tiny, option, value)).toMatchObject({ code: 2, text: expect.stringContaining(option) });
  });

  it("refuse a file that is not there", () => {
    expect(kjlab("run", "payload", "--payload", join(folder, "nowhere.elf")).status).toBe(2);
  });
});

function symbolsOnly(): string {
  return file("alone.sym", "00000000 T relocate_kernel\n");
}
