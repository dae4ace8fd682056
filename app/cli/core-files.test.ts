// vmcore, image and --image as a script uses them.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRepeatingCore } from "../sim/formats/elf-core.ts";
import { smallImage } from "../sim/scenario/testing/small-image.ts";
import { kjlab } from "./testing/kjlab.ts";

const folder = mkdtempSync(join(tmpdir(), "kjlab-core-"));
const path = (name: string): string => join(folder, name);

function small(name: string, change: (file: Uint8Array) => Uint8Array): string {
  writeFileSync(path(name), change(smallImage()));
  return path(name);
}

describe("vmcore", () => {
  it("writes the file where it is first exported, and says where that is", () => {
    const { status, stdout } = kjlab("vmcore", "hibernate-tiny", "--out", path("vmcore"));
    expect(status).toBe(0);
    const file = readFileSync(path("vmcore"));
    expect(stdout).toMatch(new RegExp(`^${path("vmcore")}: ${file.length} bytes, as at phase/save-image\\+\\d+\n$`));
    expect(readRepeatingCore(file, file.length).ok).toBe(true);
  });

  it("is refused where there is none, with the place that has it", () => {
    const early = kjlab("vmcore", "hibernate-tiny", "--at", "phase/load", "--out", path("none"));
    expect([early.status, early.stderr]).toEqual([
      2,
      expect.stringMatching(/it is first there at phase\/save-image\+\d+\n$/),
    ]);
    const never = kjlab("vmcore", "tiny", "--out", path("none"));
    expect([never.status, never.stderr]).toEqual([
      2,
      expect.stringContaining("expected a scenario with a hibernation"),
    ]);
  });
});

describe("--image", () => {
  it("brings kernel A back from the file alone, and answers like any run", () => {
    expect(kjlab("image", "hibernate-tiny", "--out", path("image")).status).toBe(0);
    const { status, stdout } = kjlab("run", "--image", path("image"), "--json");
    const answer = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      scenario: path("image"),
      outcome: { kind: "completed", text: "1 jump made; kernel A runs on" },
      jumps: [{ n: 1, from: "C", to: "A" }],
    });
    expect(answer.consoles.A).toMatch(/resumed from S5\n.*Dear diary/);
    const ownerAt = (...words: string[]): unknown =>
      JSON.parse(kjlab("list", "--image", path("image"), "--json", "--at", ...words).stdout).owner;
    expect(ownerAt("phase/swap-out")).toBe("C");
    expect(ownerAt("phase/swap-in")).toBe("A");
    expect(ownerAt("phase/swap-in", "--owner", "C")).toBe("C");
    const state = kjlab("state", "--image", path("image"), "--at", "phase/restore-image", "--json");
    expect(JSON.parse(state.stdout)).toMatchObject({ kernel: "C", phase: "restore-image" });
  });

  it("is refused with file and field: damaged, of another machine, for a link", () => {
    const whole = small("whole", (file) => file);
    const refusals = [
      kjlab(
        "run",
        "--image",
        small("damaged", (file) => file.with(file.length - 9, 1)),
      ),
      kjlab(
        "run",
        "--image",
        small("cut", (file) => file.subarray(0, 3000)),
      ),
      kjlab("run", "hibernate", "--image", whole),
      kjlab("link", "--image", whole, "--at", "end"),
      kjlab("image", "hibernate-tiny", "--slot", "2", "--out", path("none")),
    ];
    expect(refusals.map(({ status, stdout }) => [status, stdout])).toEqual(refusals.map(() => [2, ""]));
    expect(refusals.map(({ stderr }) => stderr.split("\n").find((line) => line.startsWith("kjlab:")))).toEqual([
      expect.stringMatching(/^kjlab: .*damaged: file: expected .*it is damaged$/),
      expect.stringMatching(/^kjlab: .*cut: padding of the headers: /),
      expect.stringMatching(/^kjlab: memoryMiB: expected 16, as in .*whole, got 32$/),
      "kjlab: --image: an image stays in its file, no link carries it",
      "kjlab: --slot: expected 0 or 1, got 2",
    ]);
  });
});
