// Questions of a run: tasks that take long, giving up, answers that are kept, and what is asked of a selection.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Change, QuestionKind, QuestionProgress } from "../sim/api.ts";
import { ok, refuse, type Result } from "../sim/core/errors.ts";
import type { SimService } from "../worker/wire.ts";
import { isCancelled, QUIET_MS } from "./questions.ts";
import type { Lab } from "./lab.ts";
import { handmade, labOf, scenario } from "./testing/handmade.ts";

interface Asked {
  readonly question: { readonly kind: QuestionKind };
  readonly task: number;
  report(progress: QuestionProgress): void;
  answer(result: Result<never>): void;
  fail(error: Error): void;
}

/** A lab whose questions are answered when the test says so. */
async function bench() {
  const hand = handmade();
  const asked: Asked[] = [];
  const cancelled: number[] = [];
  const service: SimService = {
    ...hand.service,
    ask: (question, task, onProgress) =>
      new Promise((resolve, reject) => {
        asked.push({ question, task, report: (now) => onProgress?.(now), answer: resolve, fail: reject });
      }),
    cancel: async (task) => void cancelled.push(task),
  };
  const lab = labOf(service);
  await lab.actions.open({ preset: "by-hand", scenario });
  const last = (): Asked => {
    const each = asked.at(-1);
    if (each === undefined) throw new Error("nothing was asked");
    return each;
  };
  return { hand, lab, asked, cancelled, last, state: () => lab.store.getState() };
}

const CHANGE: Change = { at: { t: 3, sub: 0 }, anchor: "t/3", running: "A", kind: "write", by: "mov" };
const given = <T>(value: T): Result<never> => ok(value) as unknown as Result<never>;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a question", () => {
  it("that is answered soon is no task", async () => {
    const { lab, last, state } = await bench();
    const answer = lab.actions.ask<"change">(
      { kind: "change", of: { kind: "frame", pfn: 1 }, from: { t: 9, sub: 0 }, direction: -1 },
      "A title",
    );
    vi.advanceTimersByTime(QUIET_MS - 1);
    last().answer(given(CHANGE));
    expect(await answer).toEqual({ ok: true, value: CHANGE });
    vi.advanceTimersByTime(1000);
    expect(state().tasks).toEqual([]);
    expect(state().answers.change?.title).toBe("A title");
  });

  it("that takes long is told with how far it is, and stays in the list when it is done", async () => {
    const { lab, last, state } = await bench();
    const answer = lab.actions.runToBreakpoint(1);
    expect(state().tasks).toEqual([]);
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    const run = lab.actions.runToBreakpoint(1);
    vi.advanceTimersByTime(QUIET_MS);
    last().report({ share: 0.25, found: 2 });
    expect(state().tasks).toMatchObject([{ kind: "run", state: "running", share: 0.25, found: 2 }]);
    last().answer(given({ hit: { at: { t: 4, sub: 0 }, breakpoint: { kind: "phase", id: "p1" } }, refused: [] }));
    await Promise.all([answer, run]);
    expect(state().tasks).toMatchObject([{ state: "done", share: 1 }]);
    lab.actions.forgetTasks();
    expect(state().tasks).toEqual([]);
  });

  it("that is given up counts as over at once, and the focus stays", async () => {
    const { lab, last, cancelled, state } = await bench();
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    const before = state().moment;
    const run = lab.actions.runToBreakpoint(1);
    vi.advanceTimersByTime(QUIET_MS);
    expect(lab.actions.cancelTasks()).toBe(true);
    await run;
    expect(state().tasks).toMatchObject([{ state: "cancelled" }]);
    expect(cancelled).toEqual([last().task]);
    last().answer(given({ at: { t: 8, sub: 0 }, breakpoint: { kind: "phase", id: "p1" } }));
    await vi.runAllTimersAsync();
    expect(state().moment).toBe(before);
    expect(state().notices.map(({ text }) => text)).not.toContainEqual(expect.stringContaining("cancel"));
    expect(lab.actions.cancelTasks()).toBe(false);
  });

  it("gives way to a newer one of its kind, not to others", async () => {
    const { lab, asked, cancelled } = await bench();
    const search = (text: string) =>
      lab.actions.ask<"search">({ kind: "search", for: { kind: "text", text }, at: { t: 0, sub: 0 }, limit: 1 }, text);
    const first = search("a");
    void lab.actions.ask<"counts">({ kind: "counts", breakpoints: [] }, "counts");
    void search("b");
    const answer = await first;
    expect(!answer.ok && isCancelled(answer.problems)).toBe(true);
    expect(cancelled).toEqual([asked[0]?.task]);
  });

  it("is over when its signal says so", async () => {
    const { lab } = await bench();
    const giveUp = new AbortController();
    const answer = lab.actions.ask<"counts">({ kind: "counts", breakpoints: [] }, "counts", giveUp.signal);
    giveUp.abort();
    const refused = await answer;
    expect(!refused.ok && isCancelled(refused.problems)).toBe(true);
  });

  it("of a machine that was left is nobody's", async () => {
    const { lab, last, state } = await bench();
    const answer = lab.actions.ask<"counts">({ kind: "counts", breakpoints: [] }, "counts");
    const asked = last();
    await lab.actions.open({ preset: "other", scenario: { ...scenario, seed: 2 } });
    asked.answer(given([]));
    expect((await answer).ok).toBe(false);
    expect(state().answers).toEqual({});
  });

  it("that ends with the worker shows the crash", async () => {
    const { lab, last, state } = await bench();
    const answer = lab.actions.ask<"counts">({ kind: "counts", breakpoints: [] }, "counts");
    last().fail(new Error("worker died"));
    expect((await answer).ok).toBe(false);
    expect(state().status).toMatchObject({ kind: "crashed", message: "worker died" });
  });
});

describe("who wrote this", () => {
  it("asks for the whole way of the bytes and for the writers, and keeps both", async () => {
    const { lab, asked, state } = await bench();
    lab.actions.select({ kind: "byte", address: 0x5004, size: 4 });
    const done = lab.actions.askOrigin(-1);
    expect(asked.map(({ question }) => question)).toMatchObject([
      { kind: "changes", of: { kind: "bytes", address: 0x5004, size: 4 }, direction: -1, limit: 50 },
      { kind: "provenance", address: 0x5004, size: 4, direction: -1 },
    ]);
    asked[0]?.answer(given({ rows: [CHANGE], total: 1, complete: true }));
    asked[1]?.answer(given([]));
    await done;
    expect(state().inquiry).toMatchObject({ of: { kind: "byte" }, direction: -1, problems: [] });
    expect(state().answers.changes?.answer.rows).toEqual([CHANGE]);
  });

  it("of a register asks for its writers alone", async () => {
    const { lab, asked } = await bench();
    lab.actions.select({ kind: "register", name: "cr0", bit: 31 });
    void lab.actions.askOrigin(1);
    expect(asked.map(({ question }) => question)).toMatchObject([
      { kind: "changes", of: { kind: "register", name: "cr0", bit: 31 }, direction: 1 },
    ]);
  });

  it("of another thing gives up the question before, whose answer is not shown for this one", async () => {
    const { lab, asked, cancelled, state } = await bench();
    const first = lab.actions.askOrigin(-1, { kind: "frame", pfn: 5 });
    const provenance = asked.find(({ question }) => question.kind === "provenance");
    void lab.actions.askOrigin(-1, { kind: "register", name: "cr3" });
    expect(cancelled).toContain(provenance?.task);
    provenance?.answer(given([]));
    await first;
    expect([state().inquiry?.of.kind, state().inquiry?.problems, state().answers.provenance]).toEqual([
      "register",
      [],
      undefined,
    ]);
  });

  it("asks nothing where nothing is selected, and says so", async () => {
    const { lab, asked, state } = await bench();
    await lab.actions.askOrigin(-1);
    expect(asked).toEqual([]);
    expect(state().notices.at(-1)?.text).toContain("Select a frame");
  });

  it("says why there is no answer", async () => {
    const { lab, asked, state } = await bench();
    lab.actions.select({ kind: "frame", pfn: 3 });
    const done = lab.actions.askOrigin(-1);
    for (const each of asked) each.answer(refuse({ path: "address", expected: "RAM", got: "none" }));
    await done;
    expect(state().inquiry?.problems).toEqual([{ path: "address", expected: "RAM", got: "none" }]);
  });

  it("the last write is looked for before the one that is stood on", async () => {
    const { lab, last, state } = await bench();
    await lab.actions.goTo({ kind: "position", at: { t: 6, sub: 0 } });
    const done = lab.actions.goToChange(-1, { kind: "frame", pfn: 3 });
    expect(last().question).toMatchObject({ kind: "change", from: { t: 5, sub: 0 }, direction: -1 });
    last().answer(given(CHANGE));
    await done;
    expect([state().moment?.at.t, state().move]).toEqual([3, "jump"]);
  });
});

describe("an answer that leads to a place", () => {
  const there = given({ hit: { at: { t: 8, sub: 0 }, breakpoint: { kind: "phase", id: "p1" } }, refused: [] });
  const ways: readonly (readonly [name: string, (lab: Lab) => Promise<void>, Result<never>])[] = [
    ["a breakpoint", ({ actions }) => actions.runToBreakpoint(1), there],
    [
      "a write",
      ({ actions }) => actions.goToChange(1, { kind: "frame", pfn: 3 }),
      given({ ...CHANGE, at: { t: 8, sub: 0 } }),
    ],
  ];

  it.each(ways)("%s takes the reader along who has waited for it", async (_name, ask, answer) => {
    const { lab, last, state } = await bench();
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    const asked = ask(lab);
    last().answer(answer);
    await asked;
    expect([state().moment?.at.t, state().notices]).toEqual([8, []]);
  });

  it.each(ways)("%s is only told to one who has gone on, with a way there", async (_name, ask, answer) => {
    const { lab, last, state } = await bench();
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    const asked = ask(lab);
    const question = last();
    await lab.actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
    question.answer(answer);
    await asked;
    expect(state().moment?.at.t).toBe(3);
    expect(state().notices.at(-1)).toMatchObject({
      text: expect.stringContaining("t 8"),
      action: { kind: "go", at: { t: 8, sub: 0 } },
    });
  });

  it.each(ways)("%s is only told to one whose next place is still sought", async (_name, ask, answer) => {
    const { hand, lab, last, state } = await bench();
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    const asked = ask(lab);
    const question = last();
    hand.hold();
    const going = lab.actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
    question.answer(answer);
    await asked;
    await hand.release();
    await going;
    expect(state().moment?.at.t).toBe(3);
  });
});

describe("the diff base", () => {
  it("stays where it was fixed, and is asked for", async () => {
    const hand = handmade();
    const lab = labOf(hand.service);
    await lab.actions.open({ preset: "by-hand", scenario });
    await lab.actions.step(2);
    lab.actions.fixBase(true);
    await lab.actions.step(3);
    expect(lab.store.getState().previous?.at.t).toBe(2);
    expect(hand.asked.at(-1)?.interest.base).toEqual({ t: 2, sub: 0 });
    lab.actions.fixBase(false);
    await lab.actions.step(1);
    expect([lab.store.getState().previous?.at.t, hand.asked.at(-1)?.interest.base]).toEqual([5, undefined]);
  });
});

describe("breakpoints", () => {
  it("count their hits once each, and remember the last", async () => {
    const { lab, asked, last, state } = await bench();
    lab.actions.addBreakpoint({ kind: "frame-write", pfn: 3 });
    const counted = lab.actions.countHits();
    last().answer(given([{ hits: 7, complete: true }]));
    await counted;
    await lab.actions.countHits();
    expect(asked).toHaveLength(1);
    expect(state().breakpointFacts["w:0x00003"]).toEqual({ count: { hits: 7, complete: true } });
    const run = lab.actions.runToBreakpoint(1);
    last().answer(given({ hit: { at: { t: 5, sub: 0 }, breakpoint: { kind: "frame-write", pfn: 3 } }, refused: [] }));
    await run;
    expect(state().breakpointFacts["w:0x00003"]?.last).toEqual({ t: 5, sub: 0 });
    lab.actions.toggleBreakpoint({ kind: "frame-write", pfn: 3 });
    expect([state().breakpoints, state().breakpointFacts]).toEqual([[], {}]);
  });

  it("stay within a magnified range, and say that there is none earlier", async () => {
    const { lab, last, state } = await bench();
    lab.store.setState({ range: { from: 2, to: 9 } });
    lab.actions.addBreakpoint({ kind: "frame-write", pfn: 3 });
    const run = lab.actions.runToBreakpoint(-1);
    expect(last().question).toMatchObject({ direction: -1, until: { t: 2, sub: 0 } });
    last().answer(given({ refused: [] }));
    await run;
    expect(state().notices.at(-1)?.text).toBe("No earlier write in range.");
  });

  it("that cannot be in this run are named, and the others stop it all the same", async () => {
    const { lab, last, state } = await bench();
    const far = { kind: "frame-write", pfn: 0xf_ffff } as const;
    const near = { kind: "frame-write", pfn: 3 } as const;
    const problems = [{ path: "frame", expected: "a frame below 0x00400", got: "1048575" }];
    lab.actions.addBreakpoint(far);
    const alone = lab.actions.runToBreakpoint(1);
    last().answer(given({ refused: [{ index: 0, problems }] }));
    await alone;
    expect(state().notices.at(-1)?.text).toBe(
      "Writes to frame 0xfffff cannot be in this run: frame: expected a frame below 0x00400, got 1048575",
    );
    expect(state().breakpointFacts["w:0xfffff"]?.count?.problems).toEqual(problems);
    lab.actions.addBreakpoint(near);
    const both = lab.actions.runToBreakpoint(1);
    last().answer(given({ hit: { at: { t: 5, sub: 0 }, breakpoint: near }, refused: [{ index: 0, problems }] }));
    await both;
    expect(state().breakpointFacts["w:0x00003"]?.last).toEqual({ t: 5, sub: 0 });
  });

  it("that are switched off stop nothing, also in a branch", async () => {
    const { lab, asked, state } = await bench();
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    lab.actions.enableBreakpoint({ kind: "phase", id: "p1" }, false);
    await lab.actions.runToBreakpoint(1);
    expect(asked).toEqual([]);
    expect(state().notices.at(-1)?.text).toBe("Every breakpoint is switched off.");
  });
});

describe("the trail", () => {
  it("has a note of each jump, and none of a step", async () => {
    const { lab, state } = await bench();
    await lab.actions.step(1);
    await lab.actions.goTo({ kind: "position", at: { t: 7, sub: 0 } });
    await lab.actions.step(1);
    expect(state().trail.map(({ at, kept }) => [at.t, kept])).toEqual([[7, false]]);
    lab.actions.bookmark();
    expect(state().trail.map(({ at, kept }) => [at.t, kept])).toEqual([
      [7, false],
      [8, true],
    ]);
  });
});
