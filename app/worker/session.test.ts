// The worker's contract, kept by the session: every answer survives the way to the page, bad questions get problems.

import { beforeAll, describe, expect, it } from "vitest";
import {
  type Breakpoint,
  type BreakpointHit,
  CHANGED,
  FRAME_CLASSES,
  type Moment,
  type Position,
  type RunSummary,
  type Scenario,
  type Target,
} from "../sim/api.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { Session } from "./session.ts";

const preset = findPreset("tiny")?.scenario;
if (preset === undefined) throw new Error("the preset tiny is gone");
const scenario: Scenario = preset;

const session = new Session();
let summary: RunSummary;

const anchor = (name: string): Target => ({ kind: "anchor", anchor: name });

async function momentOf(target: Target, interest: Parameters<Session["moment"]>[1] = {}): Promise<Moment> {
  const answer = await session.moment(target, interest);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
}

async function runTo(
  from: Position,
  direction: 1 | -1,
  breakpoints: readonly Breakpoint[],
): Promise<BreakpointHit | undefined> {
  const answer = await session.ask({ kind: "run", from, direction, breakpoints }, 1);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value.hit;
}

beforeAll(async () => {
  const loaded = await session.load(scenario);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  summary = loaded.value;
});

describe("load", () => {
  it("answers with a summary that survives structuredClone", () => {
    expect(structuredClone(summary)).toEqual(summary);
    expect(summary.jumps.map(({ from, to, pairs, selfPairs }) => [from, to, pairs, selfPairs])).toEqual([
      ["A", "B", 24, 0],
      ["B", "A", 24, 0],
      ["A", "B", 24, 0],
      ["B", "A", 24, 0],
    ]);
  });

  it("records the same run twice", async () => {
    const other = await new Session().load(scenario);
    expect(other.ok && other.value).toEqual(summary);
  });

  it("refuses a bad scenario before anything runs, and keeps the run there was", async () => {
    const segments = scenario.segments.map((segment, i) => (i === 1 ? { ...segment, mem: segment.mem + 1 } : segment));
    const refused = await session.load({ ...scenario, segments });
    expect(refused.ok).toBe(false);
    expect((await momentOf(anchor("end"))).hash).toBe(summary.endHash);
  });

  it("has nothing to say before a scenario is loaded", async () => {
    expect((await new Session().moment(anchor("end"), {})).ok).toBe(false);
  });
});

describe("moment", () => {
  it("answers everything asked of one position, as plain data", async () => {
    const moment = await momentOf(anchor("swap/7/2"), {
      frame: 0x406,
      list: { owner: "A", from: "now", count: 8 },
      walk: 0xc0000000,
    });
    expect(structuredClone(moment)).toEqual(moment);
    expect(moment.exchange).toMatchObject({ page: 7, pages: 24, copies: 2, destination: 0x406 });
    expect(moment.list?.rows.find((row) => row.state === "current")?.destinationPfn).toBe(0x406);
    expect(moment.frame?.pfn).toBe(0x406);
    expect(moment.cpu.paging).toBe(false);
  });

  it("marks what changed since the stop before, in the map and in the frame", async () => {
    await momentOf(anchor("swap/7/2"), { frame: 0x406 });
    const moment = await momentOf(anchor("swap/7/3"), { frame: 0x406 });
    const changed = [...moment.map.classes.entries()].filter(([, code]) => (code & CHANGED) !== 0).map(([pfn]) => pfn);
    expect(changed).toEqual([0x406]);
    expect(moment.frame?.changed.some((byte) => byte === 1)).toBe(true);
    const again = await momentOf({ kind: "position", at: moment.at }, { frame: 0x406 });
    expect(again.map.classes).toEqual(moment.map.classes);
  });

  it("takes A's page out of its frame, puts B's in, and brings A's back byte for byte", async () => {
    const before = await momentOf(anchor("swap/7/0"), { frame: 0x406 });
    const source = before.exchange?.source ?? 0;
    const saved = await momentOf(anchor("swap/7/2"), { frame: source });
    const arrived = await momentOf(anchor("swap/7/3"), { frame: 0x406 });
    const back = await momentOf(anchor("phase/paging-on"), { frame: 0x406 });
    expect(before.frame?.class).toBe("kernelA");
    expect(saved.frame?.bytes).toEqual(before.frame?.bytes);
    expect(saved.frame?.away).toBe(true);
    expect(arrived.frame?.class).toBe("kernelB");
    expect(back.frame?.bytes).toEqual(before.frame?.bytes);
    expect(back.frame?.hash).toBe(before.frame?.hash);
  });

  it("shows the swap page as such while it holds another page, and B's pages as A's once A is back", async () => {
    const { map } = await momentOf(anchor("swap/7/1"));
    expect(map.counts[FRAME_CLASSES.indexOf("swap")]).toBe(1);
    const end = await momentOf(anchor("end"));
    expect(["control", "swap", "list"].map((name) => end.map.counts[FRAME_CLASSES.indexOf(name as "swap")])).toEqual([
      1, 1, 1,
    ]);
  });

  it("names the way by which a page came", async () => {
    const { frame } = await momentOf(anchor("swap/7/3"), { frame: 0x406 });
    expect(frame?.provenance.map((hop) => hop.kind)).toEqual(["copy", "copy", "write"]);
    expect(frame?.provenance[0]?.text).toContain("copy 3");
  });

  it("clamps positions outside the run and frames that do not exist", async () => {
    expect((await momentOf({ kind: "position", at: { t: 1e12, sub: 5 } })).anchor).toBe("end");
    expect((await momentOf({ kind: "position", at: { t: -4, sub: 0 } })).at).toEqual({ t: 0, sub: 0 });
    expect((await momentOf(anchor("end"), { frame: 1e9 })).frame).toBeUndefined();
  });

  it("shows the two mappings of the control page under the transition tables", async () => {
    const moment = await momentOf(anchor("phase/cr3-switch"));
    const page = moment.controlPages[0];
    const walked = await momentOf(anchor("phase/cr3-switch"), { walk: page?.virtualAddress ?? 0 });
    expect(walked.walk?.steps.map((step) => step.level)).toEqual(["PDE", "PTE"]);
    expect(walked.walk?.physical).toBe(page?.physicalAddress);
    expect(walked.walk?.alsoMappedAt).toEqual([page?.physicalAddress]);
  });

  it("asked aside is no stop: what has changed is measured as if nobody had asked", async () => {
    const away = { kind: "position", at: { t: summary.end, sub: 0 } } as const;
    const stops = async (between: () => Promise<unknown>) => {
      await momentOf(anchor("swap/7/2"), { frame: 0x406 });
      await between();
      const rows = await session.extents(0, 100);
      return [rows, await momentOf(anchor("swap/7/3"), { frame: 0x406 })];
    };
    const alone = await stops(async () => undefined);
    expect(await stops(() => session.moment(away, { frame: 0x500, aside: true }))).toEqual(alone);
  });

  it("reads a control page that is away where its bytes are", async () => {
    const seen: (string | undefined)[] = [];
    for (const name of ["swap/17/1", "swap/18/3", "jump/2/swap/18/3", "phase/thaw", "end"]) {
      for (const { readAt, physicalAddress, slots, away } of (await momentOf(anchor(name))).controlPages) {
        seen.push(away);
        if (away === undefined) expect(readAt).toBe(physicalAddress);
        for (const { offset, value } of slots) {
          const bytes = await session.memoryRange((await momentOf(anchor(name))).at, readAt + offset, 4);
          expect(bytes.ok && new DataView(bytes.value.buffer, bytes.value.byteOffset).getUint32(0, true)).toBe(
            value >>> 0,
          );
        }
      }
    }
    expect(new Set(seen)).toEqual(new Set([undefined, "exchanged"]));
  });

  it("says of a control page which words this run has written", async () => {
    const written = async (name: string) =>
      (await momentOf(anchor(name))).controlPages[0]?.slots.filter((slot) => slot.written).map((slot) => slot.name);
    expect(await written("phase/save")).toEqual([]);
    expect(await written("phase/tables")).toContain("CR3");
    expect(await written("phase/tables")).not.toContain("backup pages map");
    expect(await written("phase/swap-out")).toContain("backup pages map");
    expect(await written("phase/swap-out")).not.toContain("entry");
    expect(await written("phase/restore")).toContain("entry");
  });
});

describe("breakpoints", () => {
  it("stop at phases in both directions", async () => {
    const swapIn = summary.phases.filter((phase) => phase.id === "swap-in").map((phase) => phase.from);
    const first = await runTo({ t: 0, sub: 0 }, 1, [{ kind: "phase", id: "swap-in" }]);
    const last = await runTo({ t: summary.end, sub: 0 }, -1, [{ kind: "phase", id: "swap-in" }]);
    expect([first?.at.t, last?.at.t]).toEqual([swapIn[0], swapIn.at(-1)]);
  });

  it("stop at each write of a frame, forward as backward", async () => {
    const breakpoint = { kind: "frame-write", pfn: 0x406 } as const;
    const forward: number[] = [];
    for (let t = 0; ;) {
      const hit = await runTo({ t, sub: 0 }, 1, [breakpoint]);
      if (hit === undefined) break;
      forward.push((t = hit.at.t));
    }
    const backward: number[] = [];
    for (let t = summary.end + 1; ;) {
      const hit = await runTo({ t, sub: 0 }, -1, [breakpoint]);
      if (hit === undefined) break;
      backward.unshift((t = hit.at.t));
    }
    expect(forward.length).toBeGreaterThan(3);
    expect(backward).toEqual(forward);
  });

  it("say so when there is no such write", async () => {
    expect(await runTo({ t: 0, sub: 0 }, 1, [{ kind: "frame-write", pfn: 0xa0 }])).toBeUndefined();
  });
});

describe("extents", () => {
  it("cover every frame once", async () => {
    await momentOf(anchor("end"));
    const { total, rows } = await session.extents(0, 1_000_000);
    expect(rows.length).toBe(total);
    expect(rows.reduce((sum, row) => sum + row.end - row.start, 0)).toBe(summary.frames);
    rows.slice(1).forEach((row, i) => expect(row.start).toBe(rows[i]?.end));
  });
});

describe("a run with faults", () => {
  const FLIP = "flip:0x00406100.3@swap/7/1";
  const withFaults = (...faults: string[]) => ({ ...scenario, faults });

  async function branched(...faults: string[]): Promise<{ other: Session; run: RunSummary }> {
    const other = new Session();
    await other.load(scenario);
    const loaded = await other.load(withFaults(...faults));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    return { other, run: loaded.value };
  }

  it("has a verdict, and says which faults have fired", async () => {
    const { run } = await branched(FLIP);
    expect(structuredClone(run)).toEqual(run);
    expect(run.fired).toMatchObject([{ index: 0, text: FLIP, anchor: "swap/7/1" }]);
    expect(run.verdict?.divergence?.anchor).toBe("swap/7/1+1");
    expect(summary.verdict).toBeUndefined();
    expect(summary.points.map(({ id }) => id)).toContain("jump/2/code/second-flush");
  });

  it("is compared with the run without the last of them", async () => {
    const { other } = await branched(FLIP);
    const compared = await other.compare(anchor("swap/7/1+1"));
    expect(compared.ok && compared.value.frames).toMatchObject([{ pfn: 0x406, bytes: 1 }]);
    expect((await session.compare(anchor("end"))).ok).toBe(false);
  });

  it("goes back to its parent at once, and forward again to the same", async () => {
    const { other, run } = await branched(FLIP);
    let reports = 0;
    const back = await other.load(scenario, () => reports++);
    expect(back.ok && back.value).toEqual(summary);
    expect(reports).toBe(0);
    const again = await other.load(withFaults(FLIP));
    expect(again.ok && again.value).toEqual(run);
  });

  it("keeps the run there was where a fault is refused", async () => {
    const { other, run } = await branched(FLIP);
    const refused = await other.load(withFaults(FLIP, "skip:nothing"));
    expect(refused.ok ? "" : refused.problems[0]?.path).toBe("faults[1]");
    const moment = await other.moment(anchor("end"), {});
    expect(moment.ok && moment.value.hash).toBe(run.endHash);
  });

  it("reports each row of a batch, and stops where the report says so", async () => {
    const { other } = await branched(FLIP);
    const faults = ["nmi@phase/boot", "skip:nothing", "irq:0@phase/boot"];
    const seen: number[] = [];
    const all = await other.batch(faults, ({ done }) => seen.push(done) > 0);
    expect(all.ok && all.value.map(({ problems }) => problems === undefined)).toEqual([true, false, true]);
    expect(seen).toEqual([1, 2, 3]);
    const some = await other.batch(faults, ({ done }) => done < 2);
    expect(some.ok && some.value).toHaveLength(2);
  });

  it("is minimised to a scenario that can be loaded", async () => {
    const { other } = await branched("skip:freeze_processes/vim", "skip:jump/3/code/stop-paging");
    const fewer = await other.minimise();
    expect(fewer.ok && fewer.value.faults).toEqual(["skip:jump/3/code/stop-paging"]);
  });
});

describe("core files", () => {
  const hibernating = findPreset("hibernate-tiny")?.scenario;
  if (hibernating === undefined) throw new Error("the preset hibernate-tiny is gone");

  async function loaded() {
    const other = new Session();
    const run = await other.load(hibernating ?? scenario);
    if (!run.ok) throw new Error(JSON.stringify(run.problems));
    return { other, run: run.value, end: { t: run.value.end, sub: 0 } };
  }

  it("an image handed out brings A back in another session, to the same outcome", async () => {
    const { other, run, end } = await loaded();
    const file = await other.coreFile("image", end);
    if (!file.ok) throw new Error(JSON.stringify(file.problems));
    expect(file.value.byteLength).toBe(file.value.buffer.byteLength);
    const fresh = new Session();
    const resumed = await fresh.openImage(file.value);
    if (!resumed.ok) throw new Error(JSON.stringify(resumed.problems));
    expect(structuredClone(resumed.value)).toEqual(resumed.value);
    expect(resumed.value).toMatchObject({
      scenario: hibernating,
      // The way there was another session's jump.
      outcome: { kind: run.outcome.kind, text: "1 jump made; kernel A runs on" },
      boots: [{ begins: "cold boot" }],
    });
    const first = await fresh.moment(anchor("start"), {});
    expect(first.ok && [first.value.completed, first.value.running]).toEqual(["nothing yet: power has come", "C"]);
    expect((await fresh.minimise()).ok).toBe(false);
    expect((await fresh.batch(["nmi@phase/boot"])).ok).toBe(false);
    // The scenario alone is another run than the one that began with the file.
    expect((await fresh.load(hibernating ?? scenario)).ok).toBe(true);
    expect((await fresh.moment(anchor("end"), {})).ok && (await fresh.moment(anchor("end"), {}))).toMatchObject({
      value: { hash: run.endHash },
    });
  });

  it("are refused where there are none, and the run stays", async () => {
    const { other, run } = await loaded();
    expect((await other.coreFile("vmcore", { t: 0, sub: 0 })).ok).toBe(false);
    expect((await other.coreFile("image", { t: 0, sub: 0 }, 1)).ok).toBe(false);
    expect((await other.openImage(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46))).ok).toBe(false);
    const moment = await other.moment(anchor("end"), {});
    expect(moment.ok && moment.value.hash).toBe(run.endHash);
    expect((await new Session().coreFile("image", { t: 0, sub: 0 })).ok).toBe(false);
  });
});
