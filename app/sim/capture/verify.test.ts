// A capture of our own jump is made again and compared; whatever is planted in it is found.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { randomAt } from "../core/rng.ts";
import { readCapture } from "../formats/kjc.ts";
import type { Capture, CaptureImage, CaptureSegment } from "../formats/kjc-types.ts";
import { ownCapture } from "../testing/capture-rig.ts";
import { machineOfCapture } from "./machine.ts";
import { type Verification, verifyCapture } from "./verify.ts";

function read(bytes: Uint8Array): Capture {
  const capture = readCapture(bytes);
  if (!capture.ok) throw new Error(capture.problems.map(problemText).join("; "));
  return capture.value;
}

function verified(capture: Capture): Verification {
  const report = verifyCapture(capture);
  if (!report.ok) throw new Error(report.problems.map(problemText).join("; "));
  return report.value;
}

const FULL = read(ownCapture());

const withSegment = (index: number, change: (segment: CaptureSegment) => Partial<CaptureSegment>): Capture => ({
  ...FULL,
  segments: FULL.segments.map((segment, i) => (i === index ? { ...segment, ...change(segment) } : segment)),
});
const withImage = (index: number, change: (image: CaptureImage) => Partial<CaptureImage>): Capture => ({
  ...FULL,
  images: FULL.images.map((image, i) => (i === index ? { ...image, ...change(image) } : image)),
});

describe("a capture of our own", () => {
  it("is equal at every record, pair, frame and byte of the control page", () => {
    const report = verified(FULL);
    expect(report).toMatchObject({ records: 1182, compared: 1182, mismatches: 0, first: [], died: undefined });
    expect(report.segments.map(({ name, pairs, frames, exit }) => [name, pairs, frames, exit])).toEqual([
      ["A-out", 8, 15, 0x100000],
      ["A-in", 8, 15, 0xc0010086],
      ["A-out", 8, 15, 0x100005],
      ["A-in", 8, 15, 0xc0010086],
    ]);
    expect(report.standIns).toEqual([
      "kernel's own tables at 0x00060000: a direct map from 0xc0000000",
      "the peer's word at 0x00021ff8: 0x00100005, from record 1",
    ]);
  });

  it("with most pairs left out is executed in full all the same", () => {
    const edge = verified(read(ownCapture({ edge: true })));
    expect(edge).toMatchObject({ records: 746, compared: 746, mismatches: 0 });
    expect(edge.instructions).toBe(verified(FULL).instructions);
    expect(edge.segments.every(({ pairs }) => pairs === 8)).toBe(true);
  });

  it("of a PAE kernel dies where it died: paging goes on while CR4.PAE is clear", () => {
    const report = verified(read(ownCapture({ pae: true })));
    expect(report).toMatchObject({ records: 574, compared: 574, mismatches: 0 });
    expect(report.died).toMatchObject({
      segment: 1,
      record: 266,
      chain: ["#PF(0x0)", "#DF", "triple fault"],
      cr0: 0x80000033,
      cr4: 0,
      recorded: "W00",
    });
    expect(report.died?.cr2).toBe(report.died?.eip);
    expect(report.died?.eip).toBe(0x20000 + (report.died?.offset ?? 0));
  });
});

describe("what is planted is found", () => {
  /** Where a record ends in the trace. */
  function endOf({ trace }: CaptureSegment, record: number): number {
    const view = new DataView(trace.buffer, trace.byteOffset, trace.byteLength);
    let offset = 0;
    for (let i = 0; i <= record; i += 1) {
      const words = (view.getUint16(offset, true) & 0x7fff).toString(2).replaceAll("0", "").length;
      offset += 2 + 4 * words;
    }
    return offset;
  }

  /** A bit of the last register value in a record turned over. */
  function turned(segment: CaptureSegment, record: number): Uint8Array {
    const at = endOf(segment, record) - 4;
    return segment.trace.with(at, (segment.trace[at] ?? 0) ^ 0x10);
  }

  it.each([1, 5, 40, 200])("a register in record %i", (record) => {
    const report = verified(withSegment(0, (segment) => ({ trace: turned(segment, record) })));
    expect(report.mismatches).toBeGreaterThan(0);
    expect(report.first[0]).toMatchObject({ segment: 0, record });
    expect(report.first[0]?.expected).not.toBe(report.first[0]?.got);
  });

  it("a page in the wrong frame", () => {
    const report = verified(
      withSegment(0, ({ frames }) => ({
        frames: { ...frames, after: frames.after.toSpliced(0, 1, frames.after[2] ?? "") },
      })),
    );
    expect(report.first[0]).toMatchObject({ segment: 0, record: undefined, what: "frame 0x00100" });
  });

  it("a page that the pass is said to have written, and has not", () => {
    const report = verified(
      withSegment(0, ({ frames }) => ({ frames: { ...frames, after: frames.after.toSpliced(0, 1, "00112233") } })),
    );
    expect(report.first[0]?.what).toBe("frame 0x00100");
  });

  it("a pair that is exchanged otherwise, and one too many", () => {
    const other = verified(withImage(0, ({ pairs }) => ({ pairs: pairs.with(3, pairs[1] ?? 0) })));
    expect(other.first[0]).toMatchObject({ what: "page copy 3", expected: "0x00080 to 0x00021" });
    const more = verified(withImage(0, ({ pairs }) => ({ pairs: Uint32Array.of(...pairs, 1, 2) })));
    expect(more.first[0]).toMatchObject({ what: "page copies", expected: "27", got: "24" });
  });

  it("a byte of the control page afterwards", () => {
    const id = FULL.segments[0]?.controlPageAfter ?? "";
    const page = Uint8Array.from(FULL.pages.get(id) ?? []);
    page[0x814] = (page[0x814] ?? 0) ^ 1;
    const report = verified({ ...FULL, pages: new Map([...FULL.pages, [id, page]]) });
    expect(report.first[0]?.what).toBe("control page + 0x814");
  });

  it("a death that does not happen", () => {
    const cut = (segment: CaptureSegment) => ({
      died: "W00",
      recordCount: 101,
      trace: segment.trace.subarray(0, endOf(segment, 100)),
    });
    const report = verified(withSegment(1, cut));
    expect(report.first[0]).toMatchObject({ segment: 1, what: "end", got: "it goes on" });
  });

  it("but not a death outside control code: the file does not hold what ran there", () => {
    const report = verified(withSegment(3, () => ({ died: "W00" })));
    expect(report).toMatchObject({ mismatches: 0, died: undefined });
    expect(report.segments[3]?.notCompared).toBe("the machine died in code that the file does not hold");
  });

  it("a machine that lived on where ours dies, and says what was not compared", () => {
    const image = FULL.images[0];
    const empty = [...FULL.pages.keys()].find((id) => FULL.pages.get(id)?.every((byte) => byte === 0)) ?? "";
    const tables = image?.tables.map(([address]) => [address, empty] as const) ?? [];
    const report = verified(withImage(0, () => ({ tables })));
    expect(report.died).toMatchObject({ segment: 0, chain: ["#PF(0x0)", "#DF", "triple fault"], recorded: "" });
    expect(report.mismatches).toBeGreaterThan(1);
    expect(report.compared).toBeLessThan(report.records);
    expect(report.segments[0]?.notCompared).toBe("our processor died");
  });
});

describe("the machine of a capture", () => {
  it("stands before any pass with what the passes before have left", () => {
    for (const [i, segment] of FULL.segments.entries()) {
      const machine = machineOfCapture(FULL, i);
      if (!machine.ok) throw new Error(machine.problems.map(problemText).join("; "));
      const { cpu, memory } = machine.value;
      expect([cpu.eip, cpu.regs[4] >>> 0, cpu.cr0, cpu.cr3]).toEqual([
        segment.start.eip,
        segment.start.esp,
        segment.start.cr0,
        segment.start.cr3,
      ]);
      if (i === 1) expect(memory.read32(0x20808)).toBe(0x60000);
      machine.value.complete(i);
      expect(cpu.eip).toBe(segment.end?.eip);
    }
  });

  it("is refused for registers that no processor can have", () => {
    const broken = withSegment(0, ({ start }) => ({ start: { ...start, cr0: 0x80000010 } }));
    const report = verifyCapture(broken);
    expect(!report.ok && report.problems[0]?.path).toBe("segments[0].start");
    expect(machineOfCapture(broken, 2).ok).toBe(false);
  });
});

it("damaged captures are verified, refused, or differ; nothing else happens", () => {
  const file = ownCapture({ rounds: 1, edge: true });
  const outcomes = { equal: 0, different: 0, refused: 0 };
  for (let i = 0; i < 150; i += 1) {
    const bytes = Uint8Array.from(file);
    for (let k = 0; k < 6; k += 1) bytes[randomAt(i, 2 * k) % bytes.length] = randomAt(i, 2 * k + 1);
    const capture = readCapture(bytes);
    const report = capture.ok ? verifyCapture(capture.value) : capture;
    if (!report.ok) outcomes.refused += 1;
    else if (report.value.mismatches === 0) outcomes.equal += 1;
    else outcomes.different += 1;
  }
  expect(outcomes.refused).toBeGreaterThan(10);
  expect(outcomes.different).toBeGreaterThan(10);
});

it("our own capture, and each in the folder KJLAB_CAPTURES, has no mismatch", () => {
  const folder = process.env["KJLAB_CAPTURES"];
  const files = folder === undefined ? [] : readdirSync(folder).filter((file) => file.endsWith(".kjc.gz"));
  const captures = files.map((file) => read(gunzipSync(readFileSync(join(folder ?? "", file)))));
  for (const capture of [FULL, ...captures]) {
    const report = verified(capture);
    expect(report.first).toEqual([]);
    expect(report.compared).toBe(report.records);
    const died = capture.segments.find((segment) => segment.died !== undefined);
    expect(report.died?.recorded).toBe(died?.died);
    if (capture.kernel.startsWith("linux 6.1") && died !== undefined) expect(report.died?.offset).toBe(0x11c);
  }
});
