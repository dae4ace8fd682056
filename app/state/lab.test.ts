// The store and its focus: one question in flight, the newest target wins, steps add up, the view is never blank.

import { describe, expect, it } from "vitest";
import type { Problem } from "../sim/api.ts";
import { withNotice } from "./notices.ts";
import { handmade, labOf, scenario, END } from "./testing/handmade.ts";
import type { SimService } from "../worker/wire.ts";
import type { StoryStep } from "./stories/story.ts";

const at = (t: number) => ({ kind: "position", at: { t, sub: 0 } }) as const;

async function opened(story: readonly StoryStep[] = []) {
  const hand = handmade();
  const lab = labOf(hand.service, story);
  await lab.actions.open({ scenario });
  hand.asked.length = 0;
  return { hand, lab, now: () => lab.store.getState() };
}

describe("focus", () => {
  it("opens a scenario at its start", async () => {
    const { now } = await opened();
    expect(now().status.kind).toBe("ready");
    expect(now().moment?.at.t).toBe(0);
    expect(now().previous).toBeUndefined();
  });

  it("keeps the stop before as the base of what changed", async () => {
    const { lab, now } = await opened();
    await lab.actions.goTo(at(3));
    await lab.actions.step(1);
    expect(now().moment?.at.t).toBe(4);
    expect(now().previous?.at.t).toBe(3);
  });

  it("asks one question at a time and then only the newest", async () => {
    const { hand, lab, now } = await opened();
    hand.hold();
    void lab.actions.goTo(at(1), "step");
    void lab.actions.goTo(at(2), "step");
    const last = lab.actions.goTo(at(7), "step");
    expect(hand.asked).toHaveLength(1);
    expect(now().moment?.at.t).toBe(0);
    await hand.release();
    await hand.release();
    await last;
    expect(hand.asked.map((each) => each.target)).toEqual([at(1), at(7)]);
    expect(now().moment?.at.t).toBe(7);
    expect(lab.idle()).toBe(true);
  });

  it("loses no step that is asked for while an answer is awaited", async () => {
    const { hand, lab, now } = await opened();
    hand.hold();
    const steps = Array.from({ length: 6 }, () => lab.actions.step(1));
    await hand.release();
    await hand.release();
    await Promise.all(steps);
    expect(now().moment?.at.t).toBe(6);
    expect(hand.asked).toHaveLength(2);
  });

  it("says of another run nothing that was said of this one, but still that a new version is ready", async () => {
    const { lab, now } = await opened();
    lab.actions.notify("info", "of this run");
    lab.store.setState((state) => withNotice(state, { tone: "info", text: "A new version", topic: "update" }));
    await lab.actions.open({ scenario: { ...scenario, title: "Another" } });
    expect(now().notices.map(({ text }) => text)).toEqual(["A new version"]);
    await lab.actions.showBranch(["zero:0x00005@t/4"]);
    expect(now().notices.map(({ text }) => text)).toEqual(["A new version"]);
  });

  it("stays where it is when a place is not known, and says so", async () => {
    const { lab, now } = await opened();
    await lab.actions.goTo(at(5));
    await lab.actions.goTo({ kind: "anchor", anchor: "phase/nowhere" });
    expect(now().moment?.at.t).toBe(5);
    expect(now().notices.at(-1)?.tone).toBe("warning");
  });

  it("tells whoever asked for a place that is not known, when they want to say it themselves", async () => {
    const { lab, now } = await opened();
    const told: string[] = [];
    const tell = (problems: readonly Problem[]): number => told.push(...problems.map(({ path }) => path));
    await lab.actions.goTo({ kind: "anchor", anchor: "phase/nowhere" }, "jump", tell);
    await lab.actions.goTo(at(5), "jump", tell);
    expect(told).toHaveLength(1);
    expect(now().notices).toEqual([]);
    expect(now().moment?.at.t).toBe(5);
  });

  it("shows the last moment and the message when the service dies", async () => {
    const { hand, lab, now } = await opened();
    await lab.actions.goTo(at(5));
    hand.fail("out of memory");
    await lab.actions.step(1);
    expect(now().status).toEqual({ kind: "crashed", message: "out of memory", at: { t: 5, sub: 0 } });
    expect(now().moment?.at.t).toBe(5);
  });
});

describe("a recording", () => {
  /** A worker that records until it is ended, but for scenarios of one jump. */
  function endless() {
    const hand = handmade();
    const ends: (() => void)[] = [];
    let restarts = 0;
    const service: SimService = {
      ...hand.service,
      load: (wanted, report) =>
        wanted.jumps === 1
          ? hand.service.load(wanted, report)
          : new Promise((_, reject) => ends.push(() => reject(new Error("the worker was ended")))),
    };
    const lab = labOf(service, [], () => {
      restarts += 1;
      for (const end of ends.splice(0)) end();
    });
    return { lab, now: () => lab.store.getState(), restarts: () => restarts };
  }

  it("is ended by Cancel, which leads back to where the reader was", async () => {
    const { lab, now, restarts } = endless();
    await lab.actions.open({ scenario });
    await lab.actions.goTo(at(5));
    const runaway = lab.actions.open({ scenario: { ...scenario, jumps: 2 } });
    expect(now().status.kind).toBe("recording");
    await lab.actions.cancelOpening();
    await runaway;
    expect([restarts(), now().status.kind, now().moment?.at.t]).toEqual([1, "ready", 5]);
    expect(now().source?.scenario).toBe(scenario);
  });

  it("is ended when another scenario is opened meanwhile, since its worker would answer nobody", async () => {
    const { lab, now, restarts } = endless();
    const runaway = lab.actions.open({ scenario: { ...scenario, jumps: 2 } });
    await lab.actions.open({ scenario });
    await runaway;
    expect([restarts(), now().status.kind]).toEqual([1, "ready"]);
    expect(now().source?.scenario).toBe(scenario);
  });
});

describe("interest", () => {
  it("asks for the selected frame and not again when it is there", async () => {
    const { hand, lab, now } = await opened();
    lab.actions.select({ kind: "frame", pfn: 0x204 });
    await lab.actions.step(0);
    expect(now().moment?.frame?.pfn).toBe(0x204);
    const before = hand.asked.length;
    lab.actions.select({ kind: "byte", address: 0x204_010 });
    expect(hand.asked).toHaveLength(before);
  });

  it("does not move the base of what changed by asking for more", async () => {
    const { lab, now } = await opened();
    await lab.actions.goTo(at(3));
    await lab.actions.goTo(at(6));
    lab.actions.setWalk(0xc000_0000);
    await lab.actions.step(0);
    expect(now().previous?.at.t).toBe(3);
  });
});

describe("play", () => {
  it("steps at its speed and stops at the end", async () => {
    const { lab, now } = await opened();
    lab.actions.setGranularity("instruction");
    lab.actions.setSpeed(10);
    lab.actions.play(1);
    await lab.clock.tick(0);
    expect(now().moment?.at.t).toBe(1);
    for (let i = 0; i < 4; i++) await lab.clock.tick(50);
    expect(now().moment?.at.t).toBe(3);
    lab.actions.setSpeed(1000);
    for (let i = 0; i < 4; i++) await lab.clock.tick(50);
    expect(now().moment?.at.t).toBe(END);
    expect(now().playing).toBe(0);
  });

  it("runs backwards too", async () => {
    const { lab, now } = await opened();
    await lab.actions.goTo(at(END));
    lab.actions.play(-1);
    await lab.clock.tick(0);
    expect(now().moment?.at.t).toBe(END - 1);
    lab.actions.play(0);
    await lab.clock.tick(1000);
    expect(now().moment?.at.t).toBe(END - 1);
  });
});

describe("breakpoints", () => {
  it("stops at the next hit, and says so when there is none", async () => {
    const { lab, now } = await opened();
    lab.actions.toggleBreakpoint({ kind: "phase", id: "p1" });
    await lab.actions.runToBreakpoint(1);
    expect(now().moment?.at.t).toBe(8);
    await lab.actions.runToBreakpoint(1);
    expect(now().moment?.at.t).toBe(8);
    expect(now().notices.at(-1)?.text).toContain("No later hit");
  });

  it("toggles", async () => {
    const { lab, now } = await opened();
    lab.actions.toggleBreakpoint({ kind: "frame-write", pfn: 5 });
    expect(now().breakpoints).toHaveLength(1);
    lab.actions.toggleBreakpoint({ kind: "frame-write", pfn: 5 });
    expect(now().breakpoints).toHaveLength(0);
  });
});

describe("story", () => {
  const story: readonly StoryStep[] = [
    { id: "one", title: "One", body: [], anchor: "phase/p0", highlight: [] },
    { id: "two", title: "Two", body: [], anchor: "phase/p1", perspective: "cpu", selection: "reg/cr3", highlight: [] },
  ];

  it("takes the reader to a step and remembers the step that was left", async () => {
    const { lab, now } = await opened(story);
    lab.actions.setStoryStep(1);
    await lab.actions.step(0);
    expect(now().moment?.at.t).toBe(4);
    expect(now().perspective).toBe("cpu");
    lab.actions.explore();
    expect(now().storyStep).toBeUndefined();
    expect(now().leftStep).toBe(1);
  });
});
