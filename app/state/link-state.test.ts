// What a link still has to do when its run is there gives way to whatever the reader has done meanwhile.

import { describe, expect, it } from "vitest";
import type { RecordProgress, RunSummary } from "../sim/api.ts";
import type { Result } from "../sim/core/errors.ts";
import { openFragment } from "./link-state.ts";
import { END, handmade, labOf, scenario, summary } from "./testing/handmade.ts";

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0));
};

/** The recording that a link asks for: its part is shown, its end comes when the test says so. */
async function inPart(fragment: string) {
  const { service } = handmade();
  let report: ((progress: RecordProgress) => void) | undefined;
  let finish: () => void = () => undefined;
  let end = 4;
  const lab = labOf({
    ...service,
    load: async (wanted, onProgress) => {
      report = onProgress;
      await new Promise<void>((resolve) => (finish = resolve));
      return service.load(wanted);
    },
    sofar: async () => ({ ...summary, end, outcome: { kind: "recording", text: "" } }),
  });
  const opened = openFragment(lab, fragment);
  await settle();
  await lab.clock.tick(1000);
  report?.({ t: 4, jumps: 0, totalJumps: 1, share: 0.4 });
  await settle();
  return {
    lab,
    now: () => lab.store.getState(),
    finish: async (): Promise<void> => {
      end = END;
      finish();
      await opened;
    },
  };
}

describe("a link whose run is still recorded", () => {
  it("leaves selection, range, walk and base as the reader has set them", async () => {
    const { lab, now, finish } = await inPart("#v=1&s=p:huge@1&t=2&sel=frame:0x00009&r=1..9&walk=0x400000");
    lab.actions.select({ kind: "frame", pfn: 7 });
    lab.actions.commitRange({ from: 1, to: 3 });
    lab.actions.setWalk(0x1000);
    lab.actions.fixBase(true);
    await finish();
    expect([now().selection, now().range, now().walk, now().baseFixed]).toEqual([
      { kind: "frame", pfn: 7 },
      { from: 1, to: 3 },
      0x1000,
      true,
    ]);
  });

  it("sets them where the reader has set nothing", async () => {
    const { now, finish } = await inPart("#v=1&s=p:huge@1&t=2&sel=frame:0x00009&r=1..9&walk=0x400000");
    await finish();
    expect([now().selection, now().range, now().walk, now().baseFixed]).toEqual([
      { kind: "frame", pfn: 9 },
      { from: 1, to: 9 },
      0x400000,
      false,
    ]);
  });

  it("measures changes against its stop, unless the reader has gone elsewhere", async () => {
    for (const moved of [false, true]) {
      const { lab, now, finish } = await inPart("#v=1&s=p:huge@1&t=6@t/6&d=t/2&h=12345678");
      if (moved) await lab.actions.goTo({ kind: "position", at: { t: 3, sub: 0 } });
      await finish();
      const told = now().notices.some(({ text }) => text.includes("another version of the machine"));
      expect([now().moment?.at.t, now().baseFixed, now().previous?.at.t, told]).toEqual(
        moved ? [3, false, 6, false] : [6, true, 2, true],
      );
    }
  });
});

describe("a link that compares with another run", () => {
  const LINK = "#v=1&s=p:tiny@1&c=p:payload@1&ct=7&p=cpu";

  async function comparing() {
    const { service } = handmade();
    let answer: (result: Result<RunSummary>) => void = () => undefined;
    const lab = labOf({
      ...service,
      compareWith: () => new Promise((resolve) => (answer = resolve)),
    });
    const opened = openFragment(lab, LINK);
    await settle();
    return {
      lab,
      now: () => lab.store.getState(),
      come: async (): Promise<void> => {
        answer({ ok: true, value: summary });
        await opened;
      },
    };
  }

  it("lays it beside the run, at its place, in the perspective that is on screen", async () => {
    const { lab, now, come } = await comparing();
    lab.actions.setPerspective("devices");
    await come();
    expect([now().other?.run.end, now().otherAt?.t, now().perspective]).toEqual([END, 7, "devices"]);
  });

  it("does nothing any more once another run is open", async () => {
    const { lab, now, come } = await comparing();
    await lab.actions.open({ scenario: { ...scenario, title: "Another" } });
    lab.actions.setPerspective("devices");
    await come();
    expect([now().other, now().otherAt, now().perspective]).toEqual([undefined, undefined, "devices"]);
  });
});

it("of two links the one that was opened last is shown as it says", async () => {
  const { service } = handmade();
  const waiting: (() => void)[] = [];
  const lab = labOf({
    ...service,
    load: async (wanted) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return service.load(wanted);
    },
  });
  const first = openFragment(lab, "#v=1&s=p:tiny@1&t=2&sel=frame:0x00001");
  await settle();
  const second = openFragment(lab, "#v=1&s=p:tiny@1&t=5&sel=frame:0x00002");
  await settle();
  for (const go of waiting) go();
  await Promise.all([first, second]);
  const { moment, selection } = lab.store.getState();
  expect([moment?.at.t, selection]).toEqual([5, { kind: "frame", pfn: 2 }]);
});
