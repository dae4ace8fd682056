// Whatever happens to an image, kernel C finds out before it touches anything of kernel A, and says what to do.

import { beforeAll, describe, expect, it } from "vitest";
import { randomAt } from "../core/rng.ts";
import { takeBuffer } from "../kernel/hibernation/buffer.ts";
import { isRefusal, type Refusal, type Whole } from "../kernel/hibernation/check-image.ts";
import { type Choice, chooseImage } from "../kernel/hibernation/choose-image.ts";
import { fileBlocksOf, headerBytes, type ImageHeader, readHeader } from "../kernel/hibernation/image-format.ts";
import { PageAllocator } from "../kernel/page-alloc.ts";
import type { Run } from "../recording/run.ts";
import { imageSlotView } from "../recording/views/image-view.ts";
import {
  areasOf,
  type DiskState,
  diskAt,
  Fork,
  phaseStart,
  record,
  smallScenario,
} from "../testing/hibernation-rig.ts";

let run: Run;
let saved: DiskState;
let header: ImageHeader;

beforeAll(() => {
  run = record(smallScenario());
  saved = diskAt(run, phaseStart(run, "power-off"));
  const read = readHeader(forkWith(saved).block(areasOf(run)[0]?.header ?? 0));
  if (read.kind !== "header") throw new Error("no image");
  ({ header } = read);
});

/** Kernel C as it is when it begins to look for an image, with this disk. */
const forkWith = (disk: DiskState, of = run): Fork => new Fork(of, "C", phaseStart(of, "restore-image"), disk);

function choose(fork: Fork, choice: Partial<Choice> = {}, of = run): Whole | Refusal {
  const { memory } = fork.cursor;
  const before = memory.table.slice();
  const buffer = takeBuffer(new PageAllocator(fork.kernel));
  if (buffer === undefined) throw new Error("no buffer");
  const all: Choice = { areas: areasOf(of), which: "newest", frames: memory.frameCount, own: undefined, ...choice };
  const answer = fork.do(chooseImage(fork.kernel, all, buffer));
  const { start, end } = of.plan.hibernation?.cRange ?? { start: 0, end: 0 };
  const touched = memory.table.findIndex(
    (content, frame) => content !== before[frame] && (frame * 4096 < start || frame * 4096 >= end),
  );
  expect(touched).toBe(-1);
  return answer;
}

const refusalOf = (answer: Whole | Refusal): string => (isRefusal(answer) ? answer.text : "whole");

/** The disk as power leaves it that is lost at a position, a write under way with it. */
function diskAfterPowerLoss(of: Run, t: number): DiskState {
  const fork = new Fork(of, "B", t);
  fork.cursor.board.losePower();
  const { memory } = fork.cursor;
  return Array.from(memory.table.subarray(memory.frameCount), (content) =>
    content < of.recording.sealedContents ? content : memory.store.bytesOf(content).slice(),
  );
}

/** Positions at and between the writes of a run's image. */
function momentsOfSaving({ recording }: Run, leg: number): readonly number[] {
  const writes = recording.points.filter((point) => point.name.startsWith("save/") && point.leg === leg);
  return writes.flatMap(({ t }, i) => {
    const next = writes[i + 1]?.t ?? t + 30;
    return [t + 1, Math.floor((t + next) / 2), next - 1];
  });
}

describe("power lost while the image is written", () => {
  it("leaves no image that could be taken for one, at any write, until the header is there", () => {
    const moments = momentsOfSaving(run, 1);
    expect(moments.length).toBeGreaterThan(180);
    const answers = moments.map((t) => refusalOf(choose(forkWith(diskAfterPowerLoss(run, t)))));
    const first = answers.indexOf("whole");
    expect(moments.length - first).toBeLessThan(6);
    expect(new Set(answers.slice(first))).toEqual(new Set(["whole"]));
    const refusals = new Set(answers.slice(0, first));
    expect([...refusals].toSorted()).toEqual([
      "image 1 in slot 0 is incomplete: power was lost, or a write failed, while it was written. Nothing of kernel A has been touched. There is no other image. Boot kernel A anew.",
      "there is no image on the disk. Boot kernel A anew.",
    ]);
  }, 60_000);

  it("leaves the image before it as it was; which can be resumed unless A has saved a file since", () => {
    const rounds = ["checkpoint", "off"] as const;
    const goneOn = record(smallScenario({ rounds }));
    const quiet = record(smallScenario({ rounds }, { faults: ["fail:user/save=EIO"] }));
    for (const [of, words] of [
      [goneOn, /^image 2 in slot 1 is incomplete.* And image 1 in slot 0 knows 0 files, and the file system has 1: /],
      [quiet, /^image 2 in slot 1 is incomplete.* Image 1 in slot 0 is whole: resume that one, the older, instead\.$/],
    ] as const) {
      const moments = momentsOfSaving(of, 3)
        .slice(0, -9)
        .filter((_, i) => i % 16 === 5); // the last three writes commit
      expect(moments.length).toBeGreaterThan(8);
      for (const t of moments) {
        const fork = forkWith(diskAfterPowerLoss(of, t), of);
        expect(refusalOf(choose(fork, {}, of))).toMatch(words);
        const [slot] = areasOf(of);
        if (slot === undefined) throw new Error("no slot");
        expect(imageSlotView(fork.cursor.memory, slot, 0)).toMatchObject({
          state: "complete",
          header: { sequence: 1 },
        });
      }
    }
  }, 60_000);
});

describe("a disk that does not hold what was written", () => {
  it("is found out by any bit of the file, of its checksums or of its header", () => {
    const used: [number, number][] = [
      [header.checksumBlock, 4 * fileBlocksOf(header)],
      [areasOf(run)[0]?.header ?? 0, headerBytes(header).length],
    ];
    for (let i = 0; i < 40; i++) {
      const file = header.fileBlock + (randomAt(1, i) % fileBlocksOf(header));
      const [block, bytes] = used[i] ?? [file, 4096];
      const bit = randomAt(2, i) % (bytes * 8);
      const fork = forkWith(saved).damage(block, (page) => {
        page[bit >>> 3] = (page[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      });
      const words =
        i === 0 ? /checksums are damaged/ : i === 1 ? /cannot be trusted/ : new RegExp(`block ${file} is damaged`);
      expect(refusalOf(choose(fork))).toMatch(words);
    }
  }, 60_000);

  it("is found out by a page of which only the first sectors are new", () => {
    for (const sectors of [1, 4, 7]) {
      const block = header.fileBlock + 7;
      const fork = forkWith(saved).damage(block, (page) => page.fill(0, sectors * 512));
      expect(refusalOf(choose(fork))).toMatch(
        new RegExp(`^image 1 in slot 0: block ${block} is damaged \\(checksum 0x`),
      );
    }
  });

  it("does not matter where nothing of the image lies", () => {
    const behind = header.fileBlock + fileBlocksOf(header);
    expect(refusalOf(choose(forkWith(saved).damage(behind, (page) => page.fill(1))))).toBe("whole");
  });
});

describe("an image that is whole is refused", () => {
  const changed = (change: Partial<ImageHeader>): Fork =>
    forkWith(saved).damage(areasOf(run)[0]?.header ?? 0, (page) => page.set(headerBytes({ ...header, ...change })));

  it.each<[string, Partial<ImageHeader>, RegExp]>([
    ["from a machine of another size", { frames: 4096 }, /is of a machine with 4096 frames, and this one has 2048/],
    [
      "without an entry",
      { entry: 0 },
      /has no jump-back entry\. .*see to it that the tool in kernel B saves the entry/,
    ],
    [
      "that has been resumed",
      { state: "resumed" },
      /is marked as resumed: A may have gone on .* nothing has been saved since.* Boot kernel A anew/,
    ],
    ["older than the file system", { saves: 3 }, /knows 3 files, and the file system has 0: A has gone on since/],
    ["that lies somewhere else", { fileBlock: 99 }, /does not lie where its header says/],
    ["larger than its place", { fileBytes: 0x4000_0000 }, /does not lie where its header says/],
    ["of more pages than it has", { pages: 5000 }, /does not lie where its header says/],
    ["of other pages than its core has", { pages: 900 }, /its header says 900 pages, and the file has \d+/],
  ])("if it is one %s", (_, change, words) => {
    const text = refusalOf(choose(changed(change)));
    expect(text).toMatch(words);
    expect(text).toMatch(/Nothing of kernel A has been touched/);
  });

  it("if it has a page for where C itself lives", () => {
    const own = { start: 0x10_0000, end: 0x80_0000 };
    expect(refusalOf(choose(forkWith(saved), { own }))).toMatch(
      /frame 0x00100, where kernel C itself lives\. .*memmap=/,
    );
  });

  it("if the second image is wanted and there is one", () => {
    expect(refusalOf(choose(forkWith(saved), { which: "older" }))).toMatch(/^there is no second image/);
  });
});

it("an image can be resumed once", () => {
  expect(refusalOf(choose(forkWith(saved)))).toBe("whole");
  const fork = forkWith(diskAt(run, run.recording.end));
  expect(refusalOf(choose(fork))).toMatch(
    /image 1 in slot 0 is marked as resumed: A has gone on from it, and has saved files/,
  );
});
