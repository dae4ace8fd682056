// Captures as they are read, and what is refused. The file is one of our own making.

import { describe, expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { ownCapture } from "../testing/capture-rig.ts";
import { readCapture } from "./kjc.ts";
import { readTrace } from "./kjc-trace.ts";
import { withHeader } from "./testing/kjc-writer.ts";

const FILE = ownCapture({ rounds: 1 });

function complaint(file: Uint8Array): string {
  const read = readCapture(file);
  return read.ok ? "accepted" : read.problems.map(problemText).join("; ");
}

/** The file with the value at a path of the header replaced. */
function changed(path: string, value: unknown): Uint8Array {
  return withHeader(FILE, (text) => {
    const header: unknown = JSON.parse(text);
    const names = path.split(".");
    const last = names.pop() ?? "";
    let at = header as { [name: string]: unknown };
    for (const name of names) at = at[name] as { [name: string]: unknown };
    at[last] = value;
    return JSON.stringify(header);
  });
}

describe("a capture", () => {
  it("gives its images and segments with their words decoded", () => {
    const read = readCapture(FILE);
    if (!read.ok) throw new Error(complaint(FILE));
    const { images, segments, memory, returnAddress, traceMode } = read.value;
    expect({ memory, returnAddress, traceMode }).toEqual({
      memory: 0x200000,
      returnAddress: 0xc0010086,
      traceMode: "full",
    });
    expect(images[0]).toMatchObject({
      name: "A",
      paging: "2level",
      stackArguments: [0x70002, 0xc0050e50, 0x100000, 1, 1],
      controlPa: 0x20000,
      controlVa: 0xc0020000,
    });
    expect(images[0]?.pairs.subarray(0, 4)).toEqual(Uint32Array.of(0x100, 0x80, 0x101, 0x92));
    expect(images[0]?.entries.subarray(0, 3)).toEqual(Uint32Array.of(0x70002, 0x100001, 0x80008));
    expect(segments.map(({ name, end }) => [name, end?.eip])).toEqual([
      ["A-out", 0x100000],
      ["A-in", 0xc0010086],
    ]);
    expect(segments[0]?.system.segments[1]).toMatchObject({ name: "CS", selector: 0x60, limit: 0xffffffff });
  });

  it("gives each record all registers, though the file holds only those that changed", () => {
    const read = readCapture(FILE);
    if (!read.ok) throw new Error(complaint(FILE));
    const { segments, registers } = read.value;
    const [segment] = segments;
    const records = [...readTrace(segment?.trace ?? new Uint8Array(0), registers, "trace")].map(
      (record) => record.index,
    );
    expect(records).toHaveLength(segment?.recordCount ?? 0);
    for (const { index, values } of readTrace(segment?.trace ?? new Uint8Array(0), registers, "trace")) {
      if (index === 0) expect(values[registers.indexOf("cr0")]).toBe(0x80050033);
      expect(values[registers.indexOf("cs")]).toBe(0x60);
    }
  });
});

describe("a capture is refused", () => {
  it("wherever it is cut off", () => {
    for (let length = 0; length < FILE.length; length += 97) {
      expect(complaint(FILE.subarray(0, length)), `${length} bytes`).not.toBe("accepted");
    }
  });

  it("when it is something else, or its header no JSON", () => {
    expect(complaint(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0))).toContain('file: expected "KJC1"');
    expect(complaint(withHeader(FILE, () => "{"))).toContain("header: expected JSON");
    expect(complaint(withHeader(FILE, () => "[]"))).toContain("header: expected an object, got []");
  });

  it.each([
    ["format", "KJC2", "header.format: expected KJC1, got"],
    ["traceMode", "some", "header.traceMode: expected full or edge, got"],
    ["mem", 4097, "header.mem: expected a number of whole pages, got 4097"],
    ["mem", 2 ** 40, "header.mem: expected a whole number up to"],
    ["mem", 0x80000, "header.images[0].pairs: expected frame numbers below 128"],
    ["regs.0", "rip", "header.regs[0]: expected eip or eflags"],
    ["regs.0", "eax", "header.regs: expected each once"],
    ["images.0.controlPa", 0x20010, "header.images[0].controlPa: expected the address of a page of RAM"],
    ["images.0.controlVa", 0xc0021000, "header.images[0].controlVa: expected controlPa and a multiple of 4 MiB"],
    ["images.0.pageList", 0x1000, "header.images[0].pageList: expected an address in the direct map"],
    ["images.0.stackArgs", "00", "header.images[0].stackArgs: expected 5 words"],
    ["images.0.paging", "none", "header.images[0].paging: expected 2level or pae"],
    ["images.0.pgd", 0x30001, "header.images[0].pgd: expected an aligned address"],
    ["images.0.pairs.len", 9, "header.images[0].pairs.len: expected a multiple of 8, got 9"],
    ["images.0.pairs.off", 1e9, "header.images[0].pairs: expected an end inside the file"],
    ["images.0.controlPage", "0123", "header.images[0].controlPage: expected the id of one of the pages"],
    ["images.0.tables.5", "0123", "header.images[0].tables.5, address: expected the address of a page of RAM"],
    ["segments", [], "header.segments: expected at least one segment"],
    ["segments.0.image", 1, "header.segments[0].image: expected a whole number up to 0"],
    ["segments.0.records", 1, "header.segments[0].records: expected 307, as in the trace"],
    ["segments.0.start.eax", -1, "header.segments[0].start.eax: expected a whole number"],
    ["segments.0.start.esp", 0x1000, "header.segments[0].start.esp: expected a stack in RAM"],
    ["segments.0.start.cr3", 0x200000, "header.segments[0].start.cr3: expected an address of RAM"],
    ["segments.0.startSys.gdt", ["0"], "header.segments[0].startSys.gdt: expected base and limit"],
    ["segments.0.startSys.seg.0.0", "XS", "header.segments[0].startSys.seg[0][0]: expected ES or CS"],
    ["segments.0.startSys.seg.0.1", 96, "header.segments[0].startSys.seg[0][1]: expected up to 8 hexadecimal digits"],
    ["segments.0.trace.len", 7, "header.segments[0].trace: expected whole records"],
    ["segments.0.frames.ids.len", 16, "header.segments[0].frames.ids.len: expected 240, got 16"],
  ])("with %s = %j", (path, value, text) => {
    expect(complaint(changed(path, value))).toContain(text);
  });
});
