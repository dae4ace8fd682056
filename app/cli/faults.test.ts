// Faults on the command line: what fits, what came of them, and bad ones told with their reason.

import { describe, expect, it } from "vitest";
import { kjlab } from "./testing/kjlab.ts";

const FLIP = "flip:0x00406100.3@swap/7/1";

describe("faults", () => {
  it("prints every point with the faults that fit it", () => {
    const { status, stdout } = kjlab("faults", "tiny", "--json");
    expect(status).toBe(0);
    const points = JSON.parse(stdout);
    const point = points.find(({ id }: { id: string }) => id === "device_suspend/eth0");
    expect(point).toMatchObject({ group: "leave", kernel: "A", skips: true, undo: "Resume_console" });
    expect(point.faults).toEqual([
      "fail:device_suspend/eth0=EIO",
      "fail:device_suspend/eth0=EBUSY",
      "skip:device_suspend/eth0",
    ]);
    expect(new Set(points.map(({ group }: { group: string }) => group)).size).toBe(5);
    expect(kjlab("faults", "tiny").stdout).toContain("code/second-flush");
  });
});

describe("--fault", () => {
  it("gives run its verdict, and every other command the branch", () => {
    const { status, stdout } = kjlab("run", "tiny", "--fault", FLIP, "--fault", "nmi@phase/swap-in", "--json");
    expect(status).toBe(3);
    const answer = JSON.parse(stdout);
    expect(answer.verdict).toMatchObject({ kind: "triple-fault" });
    expect(answer.fired.map(({ text }: { text: string }) => text)).toEqual([FLIP, "nmi@phase/swap-in"]);
    const state = (...faults: string[]) =>
      JSON.parse(kjlab("state", "tiny", "--at", "swap/7/2", "--json", ...faults).stdout).hash;
    expect(state("--fault", FLIP)).not.toBe(state());
  });

  it("is part of a link and of a scenario file, in its canonical form", () => {
    const link = kjlab("link", "tiny", "--at", "swap/7/2", "--fault", "flip:4219136.3@swap/7/1").stdout.trim();
    const hash = JSON.parse(kjlab("state", link, "--at", "swap/7/2", "--json").stdout).hash;
    expect(link).toContain(`h=${hash}`);
    const file = JSON.parse(kjlab("scenario", "tiny", "--fault", "flip:4219136.3@swap/7/1", "--cpus", "3").stdout);
    expect(file).toMatchObject({ faults: [FLIP], cpus: 3 });
  });

  it.each([
    ["melt:cpu", "one of fail:POINT=ERRNO"],
    ["skip:nothing", "comes to"],
    ["flip:0x10000000.1@phase/save", "an address in RAM"],
    ["dma:floppy=1@phase/save", "a bus master"],
    ["fail:freeze_processes=ENOMEM", "EBUSY"],
  ])("%s ends with 2 and the reason, in text and in JSON", (fault, reason) => {
    const { status, stdout, stderr } = kjlab("run", "tiny", "--fault", fault, "--json");
    expect(status).toBe(2);
    expect(stderr).toContain("faults[0]");
    expect(stderr).toContain(reason);
    expect(JSON.parse(stdout).problems[0].expected).toContain(reason);
    expect(kjlab("run", "tiny", "--fault", fault).stdout).toBe("");
  });
});

describe("batch", () => {
  it("runs a template's faults, and tells which ends are the same", () => {
    const { status, stdout } = kjlab("batch", "tiny", "--fault", "flip:0x00f0000{0,4,0}.1@phase/save", "--json");
    expect(status).toBe(0);
    const rows = JSON.parse(stdout);
    expect(rows.map(({ verdict }: { verdict: { kind: string } }) => verdict.kind)).toEqual(
      Array.from({ length: 3 }, () => "corrupted"),
    );
    expect(rows[2].same).toBe(0);
    expect(kjlab("batch", "tiny", "--fault", "flip:{9..1}.1@phase/save").status).toBe(2);
    expect(kjlab("batch", "tiny").status).toBe(2);
  });
});

describe("minimise", () => {
  it("prints the scenario with the faults that its verdict needs", () => {
    const { stdout } = kjlab(
      ...["minimise", "tiny", "--fault", "skip:freeze_processes/vim", "--fault", "skip:code/stop-paging"],
    );
    expect(JSON.parse(stdout).faults).toEqual(["skip:code/stop-paging"]);
  });
});

describe("museum", () => {
  it("lists every room with what it shows, and what the empty ones lack", () => {
    const { rooms, missing } = JSON.parse(kjlab("museum", "--json").stdout);
    expect(rooms.length + missing.length).toBe(53);
    expect(rooms[0]).toMatchObject({
      item: 1,
      id: "museum/gdt-left-at-zero",
      verdict: "triple-fault",
      after: "survived",
    });
    expect(kjlab("museum").stdout.split("\n")).toHaveLength(54);
  });
});
