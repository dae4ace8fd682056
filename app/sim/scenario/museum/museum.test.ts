import { describe, expect, it } from "vitest";
import type { PresetInfo, Scenario, VerdictKind } from "../../api.ts";
import type { Run } from "../../recording/run.ts";
import { verdictOf } from "../../recording/verdict.ts";
import { recordScenario } from "../to-plan.ts";
import { EMPTY_ROOMS, MUSEUM } from "./index.ts";

/** Failures that the literature on kexec jump has numbered. */
const ITEMS = 53;

function record(scenario: Scenario): Run {
  const run = recordScenario(scenario);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

function chain(run: Run): string {
  return run.recording.outcome.fault?.chain.join(" ") ?? "";
}

const room = (item: number): PresetInfo => {
  const found = MUSEUM.find((preset) => preset.room?.item === item);
  if (found === undefined) throw new Error(`no room ${item}`);
  return found;
};

const broken = (item: number): Run => record(room(item).scenario);

describe("the museum", () => {
  it("has a room, or says what is missing, for each numbered failure, and none twice", () => {
    const items = [...MUSEUM.map((preset) => preset.room?.item), ...EMPTY_ROOMS.map(({ item }) => item)];
    expect(items.toSorted((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: ITEMS }, (_, i) => i + 1));
    expect(MUSEUM.length).toBeGreaterThanOrEqual(30);
  });

  it.each(MUSEUM.map((preset) => [preset.id, preset] as const))(
    "%s ends as its sign says, broken and mended",
    (_, preset) => {
      const sign = preset.room;
      const kinds: (VerdictKind | undefined)[] = [preset.scenario, preset.mended].map(
        (scenario) => scenario && verdictOf(record(scenario)).kind,
      );
      expect(kinds).toEqual([sign?.verdict, sign?.after]);
    },
  );
});

describe("failures as they occur on Linux", () => {
  it("1: #GP with the kernel's data selector, a double and a triple fault", () => {
    const { outcome } = broken(1).recording;
    expect(outcome.fault?.exceptions[0]).toMatchObject({ name: "#GP", errorCode: 0x68 });
    expect(outcome.fault?.chain).toContain("#DF");
    expect(outcome.text).toContain("triple fault");
  });

  it("2: a page fault at the fetch behind the write of CR0", () => {
    const run = broken(2);
    const control = run.recording.roles.find(({ role }) => role === "control")?.pfn ?? 0;
    const { outcome } = run.recording;
    const after = run.code.listing.labels.get("paging_is_on") ?? 0;
    expect(outcome.fault?.exceptions[0]).toMatchObject({ name: "#PF", cr2: control * 0x1000 + after });
    expect(chain(run)).toContain("#DF");
  });

  it("4: the second call goes to a word beyond the swap page", () => {
    const { legs } = broken(4).recording;
    const calls = legs.filter((leg) => leg.transfer?.to === "B").map((leg) => leg.transfer?.entry);
    expect(calls[0]).toBe(room(4).scenario.bEntry);
    expect(calls[1]).not.toBe(room(4).scenario.bEntry);
  });

  it("12: a page fault that says it was a fetch, at the first instruction of relocate_kernel", () => {
    const { outcome } = broken(12).recording;
    expect(outcome.fault?.exceptions[0]).toMatchObject({ name: "#PF", errorCode: 0x11 });
  });

  it("16: the invariant names the device, the frame and whose page it was", () => {
    const found = broken(16).invariants.find(({ id }) => id === "dma-at-home");
    expect(found?.detail).toMatch(/^eth0, .* writes into frame 0x[0-9a-f]+, which holds a page of kernel B/);
  });

  it.each([
    [19, /^vmcore: not initialised: .* program header 2, p_filesz/],
    [21, /^vmcore: not initialised: the ELF core header names no note/],
    [22, /^vmcore: not initialised: the ELF core header names no note/],
  ] as const)("%i: kernel B says why it exports no dump, and makes an image once that is mended", (item, why) => {
    const said = (scenario: Scenario | undefined) =>
      scenario === undefined ? [] : record(scenario).recording.consoles.map(({ text }) => text);
    const complete = /^image 1 is complete/;
    const lines = said(room(item).scenario);
    expect(verdictOf(broken(item)).invariant).toBe("image-saved");
    expect(lines.filter((line) => why.test(line))).toHaveLength(1);
    expect(lines.filter((line) => complete.test(line))).toEqual([]);
    expect(said(room(item).mended).filter((line) => complete.test(line))).toHaveLength(1);
  });

  it("24 and 26: errnos as the kernel's", () => {
    expect(broken(24).recording.outcome).toMatchObject({ kind: "aborted", errno: "EBUSY" });
    expect(broken(26).recording.outcome).toMatchObject({ kind: "aborted", errno: "EIO" });
  });

  it("25: two processors stay down", () => {
    const found = broken(25).invariants.find(({ id }) => id === "processors-online");
    expect(found?.detail).toContain("cpu1 is down, cpu2 is down");
  });

  it("29: kernel B is told of a vector that it knows nothing of, and waits for its first tick", () => {
    const { outcome, consoles, legs } = broken(29).recording;
    expect(outcome.text).toContain("hang: the processor halts");
    expect(legs).toHaveLength(1);
    expect(consoles.at(-1)).toMatchObject({ kernel: "B", text: "do_IRQ: no line is wired to vector 0x40" });
  });

  it("34: #GP in the handler's iret, with the peer's selector", () => {
    expect(broken(34).recording.outcome.text).toContain("#GP(0x8)");
  });

  it("38: the second call is told EBUSY", () => {
    expect(broken(38).recording.consoles.map(({ text }) => text)).toContain("kexec -e again: EBUSY");
  });

  it("44: both kernels have the file system mounted, and each saves a file in the same block", () => {
    const { consoles } = broken(44).recording;
    expect(consoles.map(({ text }) => text).filter((text) => text.includes("cannot"))).toEqual([]);
  });

  it("51: an NMI that finds no table", () => {
    expect(chain(broken(51))).toMatch(/^NMI .*#DF triple fault$/);
  });
});
