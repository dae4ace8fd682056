// What kernel C says when it takes no image, that doing so works, and what is looked at before anybody goes on.

import { beforeAll, describe, expect, it } from "vitest";
import { readCoreHeaders, readPrstatus } from "../formats/elf-core.ts";
import { takeBuffer } from "../kernel/hibernation/buffer.ts";
import { isRefusal } from "../kernel/hibernation/check-image.ts";
import { chooseImage } from "../kernel/hibernation/choose-image.ts";
import { headerBytes, type ImageHeader, readHeader } from "../kernel/hibernation/image-format.ts";
import { unmark } from "../kernel/hibernation/resume.ts";
import { PageAllocator } from "../kernel/page-alloc.ts";
import { imageAt } from "../recording/core-file.ts";
import { momentAt } from "../recording/moment.ts";
import type { Run } from "../recording/run.ts";
import { areasOf, Fork, phaseStart, record, smallScenario } from "../testing/hibernation-rig.ts";

const CHECKPOINT = { rounds: ["checkpoint", "off"] } as const;
/** A saves no file, so that image 1 still fits the file system. */
const QUIET = "fail:user/save=EIO";

const said = ({ recording }: Run): string =>
  recording.consoles.map(({ kernel, text }) => `${kernel}: ${text}`).join("\n");
const failing = ({ invariants }: Run): string[] =>
  invariants.filter(({ status }) => status === "fail").map(({ id }) => id);
const areaNamed = (run: Run, name: string): number =>
  momentAt(run, { t: 0, sub: 0 }, { hibernation: true }).hibernation?.disk.areas.find((area) => area.name === name)
    ?.first ?? 0;
const SLOT_1 = areasOf(record(smallScenario()))[1]?.header ?? 0;

describe("an image is refused with advice that works", () => {
  it.each<[string, Parameters<typeof smallScenario>[0], string[], RegExp, "newest" | "older"]>([
    [
      "a header that may be that of a newer image",
      CHECKPOINT,
      [QUIET, `rot:${SLOT_1}+0.0@phase/firmware`],
      /header of slot 1 cannot be trusted.*Image 1 in slot 0 is whole: resume that one, the older, instead\.$/,
      "older",
    ],
    [
      "a newer image that is incomplete",
      CHECKPOINT,
      [QUIET, "power@jump/3/phase/save-image+800"],
      /image 2 in slot 1 is incomplete.*Image 1 in slot 0 is whole: resume that one, the older, instead\.$/,
      "older",
    ],
    [
      "damage in the slot that nobody has used, which is asked for",
      { resume: "older" },
      [`rot:${SLOT_1}+0.0@phase/firmware`],
      /header of slot 1 cannot be trusted.*Image 1 in slot 0 is whole: resume that one, the newest, instead\.$/,
      "newest",
    ],
    [
      "no second image",
      { resume: "older" },
      [],
      /no second image.*Image 1 in slot 0 is whole: resume that one, the newest, instead\.$/,
      "newest",
    ],
  ])(
    "%s",
    (_, spec, faults, words, resume) => {
      const refused = record(smallScenario(spec, { faults }));
      expect(refused.recording.outcome).toMatchObject({ kind: "aborted" });
      expect(refused.recording.outcome.text).toMatch(words);
      const followed = record(smallScenario({ ...spec, resume }, { faults }));
      expect(said(followed)).toMatch(/C: image 1 in slot 0 is whole: it will be resumed/);
      expect(said(followed)).toMatch(/A: (?:brought back|ACPI: resumed)[^]*A: vim still holds/);
    },
    60_000,
  );

  it.each([
    [
      "incomplete, and there is no other",
      {},
      ["power@phase/save-image+1000"],
      /no other image\. Boot kernel A anew\.$/,
    ],
    [
      "too many segments",
      { restore: "load", cRange: { start: 0x10_0000, end: 0x80_0000 } },
      [],
      /Resume it by krestore, or with as many loads as it takes \(multi-stage\)\.$/,
    ],
    ["it cannot be marked", {}, ["fail:restore/mark=EIO"], /The image is as it was: boot kernel C again\.$/],
  ] as const)("and where there is no other image: %s", (_, spec, faults, words) => {
    const run = record(smallScenario(spec, { faults }));
    expect(run.recording.outcome.kind).toBe("aborted");
    expect(run.recording.outcome.text).toMatch(words);
  });

  it("damage in the other slot does not matter where that cannot hold a newer image", () => {
    const run = record(smallScenario({}, { faults: [`rot:${SLOT_1}+0.0@phase/firmware`] }));
    expect([run.recording.outcome.kind, failing(run)]).toEqual(["completed", []]);
  });
});

describe("whether A has gone on", () => {
  it("is not told by a superblock in which a bit has flipped", () => {
    const faults = ["power@jump/3/phase/freeze", "rot:0+4.0@phase/firmware"];
    const run = record(smallScenario(CHECKPOINT, { faults }));
    expect(run.recording.outcome).toMatchObject({ kind: "aborted", errno: "EINVAL" });
    expect(run.recording.outcome.text).toMatch(/superblock of the file system is damaged.* boot kernel A anew\.$/);
  });

  it("is not told by any superblock that is not as it was written", () => {
    const run = record(smallScenario());
    const from = phaseStart(run, "restore-image");
    for (let bit = 0; bit < 0x98 * 8; bit += 31) {
      const fork = new Fork(run, "C", from).damage(0, (page) => {
        page[bit >>> 3] = (page[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      });
      const buffer = takeBuffer(new PageAllocator(fork.kernel));
      if (buffer === undefined) throw new Error("no buffer");
      const choice = { areas: areasOf(run), which: "newest", frames: 2048, own: undefined } as const;
      const answer = fork.do(chooseImage(fork.kernel, choice, buffer));
      expect(isRefusal(answer) && answer.text).toMatch(/superblock of the file system is damaged/);
    }
  });

  it("is said with care where power was lost behind the mark", () => {
    const run = record(smallScenario({}, { faults: ["power@jump/2/phase/freeze"] }));
    expect(run.recording.outcome.text).toMatch(
      /marked as resumed: A may have gone on from it, but the file system has 0 files .* nothing has been saved since/,
    );
  });

  it("is marked last of all: behind the load of the way back, right before the system call", () => {
    const { points } = record(smallScenario()).recording;
    const mark = points.findIndex(({ name }) => name === "restore/mark");
    expect(points.slice(0, mark).some(({ name, leg }) => leg === 2 && name.startsWith("kexec_load/"))).toBe(true);
    expect(points.slice(mark).filter(({ name, leg }) => leg === 2 && name.startsWith("kexec_load/"))).toEqual([]);
  });
});

describe("the mark", () => {
  it("is taken back from the image that was marked, not from another", () => {
    const run = record(smallScenario());
    const areas = areasOf(run);
    const [first, second] = areas;
    const fork = new Fork(run, "C", phaseStart(run, "restore-image"));
    const read = readHeader(fork.block(first?.header ?? 0));
    if (read.kind !== "header" || first === undefined || second === undefined) throw new Error("no image");
    const put = (block: number, header: ImageHeader) => fork.damage(block, (page) => page.set(headerBytes(header)));
    put(first.header, { ...read.header, state: "resumed" });
    put(second.header, { ...read.header, sequence: 2, state: "resumed" });
    fork.kernel.data.set("marked_slot", 1);
    fork.do(unmark(fork.kernel, { areas }));
    const states = areas.map(({ header }) => {
      const block = readHeader(fork.block(header));
      return block.kind === "header" ? block.header.state : block.kind;
    });
    expect(states).toEqual(["complete", "resumed"]);
  });
});

describe("an image without which A could not come back", () => {
  const load = 0x41_9000 + 64 + 3 * 56;
  const later = (by: number): string[] =>
    (
      [
        [24, 0x46_0000 + by],
        [16, 0xc046_0000 + by],
        [8, 0x46_0000 + by],
        [32, 0x3a_0000 - by],
        [40, 0x3a_0000 - by],
      ] as const
    ).map(([at, value]) => `set:0x${(load + at).toString(16)}=0x${value.toString(16)}@phase/save-image`);

  it.each([
    ["control page", 0x10_0000, /the image would lack A's control page, frame 0x00460/],
    ["control page, by a page", 0x1000, /the image would lack A's control page, frame 0x00460/],
  ])("is not written, and B goes back: %s", (_, by, words) => {
    const run = record(smallScenario({}, { faults: later(by) }));
    expect(said(run)).toMatch(words);
    expect([run.recording.outcome.kind, run.recording.boots.length]).toEqual(["completed", 1]);
  });

  it("is not resumed where its entry lies in none of its pages", () => {
    const run = record(smallScenario());
    const fork = new Fork(run, "C", phaseStart(run, "restore-image"));
    const [slot] = areasOf(run);
    const read = readHeader(fork.block(slot?.header ?? 0));
    if (read.kind !== "header") throw new Error("no image");
    fork.damage(slot?.header ?? 0, (page) => page.set(headerBytes({ ...read.header, entry: 0x40_0000 })));
    const buffer = takeBuffer(new PageAllocator(fork.kernel));
    if (buffer === undefined) throw new Error("no buffer");
    const choice = { areas: areasOf(run), which: "newest", frames: 2048, own: undefined } as const;
    const answer = fork.do(chooseImage(fork.kernel, choice, buffer));
    expect(isRefusal(answer) && answer.text).toMatch(/lacks the page of its jump-back entry 0x00400000/);
  });
});

describe("the notes of an image", () => {
  it("are those of the jump before it, not of the first", () => {
    const run = record(smallScenario({ rounds: ["checkpoint", "checkpoint", "off"] }));
    const commits = run.recording.consoles.filter(({ text }) => /^image \d is complete/.test(text));
    expect(commits).toHaveLength(3);
    const registers = commits.map(({ t }) => {
      const image = imageAt(run, { t, sub: 0 });
      const core = image.ok && readCoreHeaders(image.value.file.subarray(0, 65_536), image.value.file.length);
      if (!image.ok || core === false || !core.ok) throw new Error("no image");
      const fork = new Fork(run, "B", t);
      const [now] = run.revision.processorNotes(fork.kernel, image.value.header.entry);
      const saved = core.value.notes.find(({ name, type }) => name === now?.name && type === now.type);
      expect(saved?.desc).toEqual(now?.desc);
      return JSON.stringify(saved && readPrstatus(saved));
    });
    expect(new Set(registers).size).toBeGreaterThan(1);
  });
});

describe("kernel B, kept on the disk", () => {
  it("is not kernel C, which has brought A back and waits where B would", () => {
    const spec = { rounds: ["off", "off"], cachedB: true } as const;
    const told = record(smallScenario({ ...spec, channels: { map: "initrd" } }));
    expect(said(told)).toMatch(/A: ACPI: resumed from S5/);
    expect(said(told)).not.toMatch(/kernel B is kept/);
    const untold = record(smallScenario(spec, { faults: ["skip:restore/sleep-state"] }));
    expect(said(untold)).toMatch(/kernel B cannot be kept: what waits in its place is another kernel/);
    expect(said(untold)).not.toMatch(/kernel B is kept/);
  }, 60_000);

  let spec: Parameters<typeof smallScenario>[0];
  beforeAll(() => {
    spec = { rounds: ["checkpoint", "off", "off"], cachedB: true };
  });

  it("is held to its checksums where it is used, not only before", () => {
    const whole = record(smallScenario(spec));
    const kept = areaNamed(whole, "kernel B, kept");
    const from = whole.recording.phases.findLast(({ id, owner }) => id === "load" && owner === "A")?.from ?? 0;
    const run = record(smallScenario(spec, { faults: [`rot:${kept + 2 + 20}+5.0@${from}`] }));
    expect(said(run)).toMatch(/kernel B as it was kept cannot be loaded: block \d+ is damaged/);
    expect([run.recording.outcome.kind, failing(run)]).toEqual(["completed", []]);
  }, 60_000);
});
