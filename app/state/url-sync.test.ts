// The address: jumps make history entries, steps replace, and going back leads to the very same place.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { syncAddress } from "./url-sync.ts";
import { handmade, labOf, scenario } from "./testing/handmade.ts";
import type { StoryStep } from "./stories/story.ts";

const story: readonly StoryStep[] = [
  { id: "one", title: "One", body: [], anchor: "phase/p0", highlight: [] },
  { id: "two", title: "Two", body: [], anchor: "phase/p1", perspective: "cpu", selection: "frame/0x5", highlight: [] },
];

/** A browser's history, as far as the address needs it. */
class FakeHistory {
  entries: string[] = [""];
  pushState(_state: null, _title: string, url: string): void {
    this.entries.push(url);
    location.hash = url;
  }
  replaceState(_state: null, _title: string, url: string): void {
    this.entries[this.entries.length - 1] = url;
    location.hash = url;
  }
}

const params = (fragment: string | undefined) => new URLSearchParams(fragment?.slice(1));
let fake: FakeHistory;

beforeEach(() => {
  fake = new FakeHistory();
  vi.useFakeTimers();
  vi.stubGlobal("history", fake);
  vi.stubGlobal("location", { hash: "" });
  vi.stubGlobal("document", { title: "" });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened() {
  const lab = labOf(handmade().service, story);
  const stop = syncAddress(lab);
  await lab.actions.open({ scenario });
  return { lab, stop };
}

const settle = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(300);
};

describe("address", () => {
  it("holds a shareable link from the start, without a new entry", async () => {
    const { stop } = await opened();
    expect(fake.entries).toHaveLength(1);
    expect(params(fake.entries[0]).get("h")).toBe("hash-0");
    stop();
  });

  it("replaces for steps and pushes for jumps", async () => {
    const { lab, stop } = await opened();
    for (let i = 0; i < 3; i++) await lab.actions.step(1);
    await settle();
    expect(fake.entries).toHaveLength(1);
    expect(params(fake.entries[0]).get("t")).toBe("3@t/3");
    await lab.actions.goTo({ kind: "position", at: { t: 7, sub: 0 } });
    expect(fake.entries.map((entry) => params(entry).get("t"))).toEqual(["3@t/3", "7@t/7"]);
    stop();
  });

  it("makes one entry of a story step, place, selection and perspective together", async () => {
    const { lab, stop } = await opened();
    lab.actions.setStoryStep(0);
    await settle();
    const before = fake.entries.length;
    lab.actions.setStoryStep(1);
    await settle();
    expect(fake.entries).toHaveLength(before + 1);
    expect(params(fake.entries.at(-2)).get("story")).toBe("by-hand.0");
    expect(params(fake.entries.at(-2)).get("p")).toBeNull();
    const now = params(fake.entries.at(-1));
    expect([now.get("story"), now.get("p"), now.get("t"), now.get("sel")]).toEqual([
      "by-hand.1",
      "cpu",
      "4@t/4",
      "frame:0x00005",
    ]);
    stop();
  });

  it("names scenario, phase and page in the title", async () => {
    const { lab, stop } = await opened();
    await lab.actions.goTo({ kind: "position", at: { t: 5, sub: 0 } });
    expect(document.title).toBe("By hand · Phase 1 · Kexec Jump Lab");
    stop();
  });
});
