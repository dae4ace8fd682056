// A long recording is shown as far as it goes; the focus stays where the reader has put it when the rest is there.

import { describe, expect, it } from "vitest";
import type { RecordProgress, RunSummary } from "../sim/api.ts";
import { ok, type Result } from "../sim/core/errors.ts";
import { recordsPart, showsRun } from "./phases.ts";
import { recordedShare } from "./open-part.ts";
import { END, handmade, labOf, scenario, summary } from "./testing/handmade.ts";

const part = (end: number): RunSummary => ({ ...summary, end, outcome: { kind: "recording", text: "" } });

const given = <T>(value: T): Result<never> => ok(value) as unknown as Result<never>;

/** A recording whose progress, and whose end, come when the test says so. */
function slowly() {
  const { service } = handmade();
  let report: ((progress: RecordProgress) => void) | undefined;
  let finish: () => void = () => undefined;
  let end: number | undefined;
  let held: Promise<void> = Promise.resolve();
  let heldMoments: Promise<void> | undefined;
  const lab = labOf({
    ...service,
    load: async (wanted, onProgress) => {
      report = onProgress;
      await new Promise<void>((resolve) => (finish = resolve));
      return service.load(wanted);
    },
    sofar: async () => (end === undefined ? undefined : part(end)),
    /** As many hits as there are operations; what is asked of a part is of that part. */
    ask: async (question, task) => {
      if (question.kind !== "counts" || !("breakpoints" in question)) return service.ask(question, task);
      const hits = end ?? 0;
      await held;
      return given(question.breakpoints.map(() => ({ hits, complete: true })));
    },
    moment: async (target, interest) => {
      await heldMoments;
      return target.kind === "anchor" && end !== undefined && end < END
        ? { ok: false, problems: [{ path: "anchor", expected: "one recorded", got: target.anchor }] }
        : service.moment(target, interest);
    },
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 30; i++) await Promise.resolve();
  };
  return {
    lab,
    now: () => lab.store.getState(),
    come: async (share: number, upTo: number): Promise<void> => {
      await lab.clock.tick(1000);
      end = upTo;
      report?.({ t: upTo, jumps: 0, totalJumps: 1, share });
      await settle();
    },
    finish: async (): Promise<void> => {
      end = END;
      finish();
      await settle();
    },
    /** Answers wait until the test says so. */
    holdAnswers: (): (() => void) => {
      let answer: () => void = () => undefined;
      held = new Promise<void>((resolve) => (answer = resolve));
      return answer;
    },
    /** So do moments. */
    holdMoments: (): (() => void) => {
      let answer: () => void = () => undefined;
      heldMoments = new Promise<void>((resolve) => (answer = resolve));
      return answer;
    },
    settle,
  };
}

/** A worker that can be made to answer no more; starting it anew ends whoever waits. */
function mortal() {
  const { service } = handmade();
  let waiting: ((error: Error) => void)[] = [];
  let [dead, loads, report]: [boolean, number, ((progress: RecordProgress) => void) | undefined] = [
    false,
    0,
    undefined,
  ];
  const forever = (): Promise<never> => new Promise((_, reject) => waiting.push(reject));
  const lab = labOf(
    {
      ...service,
      load: (wanted, onProgress) => {
        loads += 1;
        report = onProgress;
        return loads === 2 ? forever() : service.load(wanted);
      },
      sofar: async () => part(4),
      moment: (target, interest) => (dead ? forever() : service.moment(target, interest)),
    },
    [],
    () => {
      dead = false;
      const ended = waiting;
      waiting = [];
      for (const reject of ended) reject(new Error("the worker was ended"));
    },
  );
  const told: string[] = [];
  lab.store.subscribe(({ status }, before) => {
    if (status.kind !== before.status.kind) told.push(status.kind);
  });
  return {
    lab,
    told,
    /** A second recording, of which a part is shown, and a place in it that is still sought. */
    seekInPart: async (): Promise<void> => {
      await lab.actions.open({ scenario });
      void lab.actions.open({ scenario: { ...scenario, title: "long" } });
      await lab.clock.tick(1000);
      report?.({ t: 4, jumps: 0, totalJumps: 1, share: 0.4 });
      for (let i = 0; i < 30; i++) await Promise.resolve();
      dead = true;
      void lab.actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
      await Promise.resolve();
    },
  };
}

describe("a place that is still sought", () => {
  it("is given up with its recording, be it cancelled or left for another", async () => {
    for (const act of ["cancel", "open"] as const) {
      const { lab, told, seekInPart } = mortal();
      await seekInPart();
      expect(lab.store.getState().seeking).toEqual({ kind: "position", at: { t: 3, sub: 0 } });
      if (act === "cancel") await lab.actions.cancelOpening();
      else await lab.actions.open({ scenario: { ...scenario, title: "third" } });
      const { status, source, seeking, moment } = lab.store.getState();
      expect([status.kind, source?.scenario.title, seeking]).toEqual([
        "ready",
        act === "cancel" ? scenario.title : "third",
        undefined,
      ]);
      expect(told).not.toContain("crashed");
      expect(moment?.at.t).toBe(0);
    }
  });
});

describe("a recording under way", () => {
  it("is shown from its start, grows, and keeps the place where the reader is", async () => {
    const { lab, now, come, finish } = slowly();
    const opened = lab.actions.open({ scenario });
    expect(showsRun(now())).toBe(false);
    await come(0.4, 4);
    expect([now().run?.end, now().moment?.at.t, recordedShare(now()), showsRun(now())]).toEqual([4, 0, 0.4, true]);
    await lab.actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
    await come(0.8, 8);
    expect([now().run?.end, now().moment?.at.t]).toEqual([8, 3]);
    await finish();
    await opened;
    expect([now().run?.end, now().moment?.at.t, now().status.kind, recordedShare(now())]).toEqual([END, 3, "ready", 1]);
  });

  it("goes to where the link leads once that is recorded, if nobody has gone elsewhere", async () => {
    const { lab, now, come, finish } = slowly();
    const opened = lab.actions.open({ scenario }, { kind: "position", at: { t: 6, sub: 0 } });
    await come(0.4, 4);
    expect(now().moment?.at.t).toBe(0);
    await come(0.8, 8);
    expect(now().moment?.at.t).toBe(6);
    await finish();
    await opened;
    expect(now().moment?.at.t).toBe(6);
  });

  it("goes to where the link leads when the whole is there, which is no jump of the reader's", async () => {
    const { lab, now, come, finish } = slowly();
    const opened = lab.actions.open({ scenario }, { kind: "position", at: { t: 6, sub: 0 } });
    await come(0.4, 4);
    await finish();
    await opened;
    expect([now().moment?.at.t, now().status.kind]).toEqual([6, "ready"]);
    expect(now().trail).toEqual([]);
    await lab.actions.goTo({ kind: "position", at: { t: 2, sub: 0 } });
    expect(now().trail.map(({ at }) => at.t)).toEqual([2]);
  });

  it("is no jump of the reader's either where the recording ends on the way there", async () => {
    const { lab, now, come, finish, holdMoments, settle } = slowly();
    const opened = lab.actions.open({ scenario }, { kind: "position", at: { t: 6, sub: 0 } });
    await come(0.4, 4);
    const answer = holdMoments();
    await come(0.8, 8);
    expect(now().seeking).toEqual({ kind: "position", at: { t: 6, sub: 0 } });
    await finish();
    answer();
    await settle();
    await opened;
    expect([now().moment?.at.t, now().status.kind]).toEqual([6, "ready"]);
    expect(now().trail).toEqual([]);
  });

  it("forgets what was answered about the part when the whole is there, and keeps the trail", async () => {
    const { lab, now, come, finish } = slowly();
    const opened = lab.actions.open({ scenario });
    await come(0.4, 4);
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    lab.actions.addBreakpoint({ kind: "phase", id: "p0" });
    lab.actions.enableBreakpoint({ kind: "phase", id: "p0" }, false);
    lab.actions.bookmark();
    await lab.actions.countHits();
    await lab.actions.runToBreakpoint(-1);
    const hits = (): unknown => now().breakpointFacts["ph:p1"]?.count;
    expect([hits(), now().answers.counts?.answer.length, now().trail.length]).toEqual([
      { hits: 4, complete: true },
      2,
      1,
    ]);
    await come(0.8, 8);
    expect(hits()).toEqual({ hits: 4, complete: true });
    await finish();
    await opened;
    expect([now().answers, now().breakpointFacts, now().trail.length]).toEqual([{}, { "ph:p0": { off: true } }, 1]);
    await lab.actions.countHits();
    expect(hits()).toEqual({ hits: END, complete: true });
  });

  it("has what is asked of the part and answered when the whole is there answered anew", async () => {
    const { lab, now, come, finish, holdAnswers } = slowly();
    const opened = lab.actions.open({ scenario });
    await come(0.4, 4);
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    const answer = holdAnswers();
    const counted = lab.actions.countHits();
    await finish();
    await opened;
    answer();
    await counted;
    expect(now().breakpointFacts["ph:p1"]?.count).toEqual({ hits: END, complete: true });
  });

  it("says that nothing is hit so far, not that nothing is hit", async () => {
    const { lab, now, come } = slowly();
    void lab.actions.open({ scenario });
    await come(0.4, 4);
    lab.actions.addBreakpoint({ kind: "phase", id: "p1" });
    await lab.actions.goTo({ kind: "position", at: { t: 9, sub: 0 } });
    await lab.actions.runToBreakpoint(1);
    expect(now().notices.at(-1)?.text).toBe("No later hit in what is recorded so far.");
  });

  it("is not shown where it is soon over", async () => {
    const { lab, now, finish } = slowly();
    const opened = lab.actions.open({ scenario });
    await finish();
    await opened;
    expect([now().run?.end, recordsPart(now().status)]).toEqual([END, false]);
  });
});
