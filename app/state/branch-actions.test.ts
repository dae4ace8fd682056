// Faults as branches: injecting keeps parent and place, undo and redo take branches away and bring them back, and what
// is refused changes nothing.

import { beforeEach, describe, expect, it } from "vitest";
import type { Lab } from "./lab.ts";
import { showsRun } from "./phases.ts";
import { handmade, labOf, scenario } from "./testing/handmade.ts";

const FLIP = "flip:0x00005000.3@t/4";
const ZERO = "zero:0x00007@t/6";

let lab: Lab;
const now = () => lab.store.getState();
const branches = (): readonly string[] => now().branches.map(({ faults }) => faults.join(" "));
const shown = (): readonly string[] => now().source?.scenario.faults ?? [];
const at = (t: number) => lab.actions.goTo({ kind: "position", at: { t, sub: 0 } });

async function inject(text: string): Promise<void> {
  const [, address = "", bit = "", place = ""] = /^flip:(.*)\.(.*)@(.*)$/.exec(text) ?? [];
  if (text.startsWith("flip")) lab.actions.draftFault("flip", { address, bit, at: place });
  else lab.actions.draftFault("zero", { pfn: "0x00007", at: "t/6" });
  await lab.actions.inject();
}

beforeEach(async () => {
  lab = labOf(handmade().service);
  await lab.actions.open({ scenario });
});

describe("injecting", () => {
  it("makes a branch of the run on screen, at the place where the reader is", async () => {
    await at(4);
    await inject(FLIP);
    expect(shown()).toEqual([FLIP]);
    expect(branches()).toEqual(["", FLIP]);
    expect(now().moment?.at.t).toBe(4);
    expect(now().run?.verdict?.kind).toBe("corrupted");
    expect(now().draft).toBeUndefined();
  });

  it("keeps the parent, which can be shown again", async () => {
    const parent = now().run;
    await inject(FLIP);
    await lab.actions.showBranch([]);
    expect(shown()).toEqual([]);
    expect(now().branches[0]?.run?.endHash).toBe(parent?.endHash);
    expect(branches()).toEqual(["", FLIP]);
  });

  it("leaves everything as it is when the run refuses the fault, and says so at the field", async () => {
    await at(4);
    const { moment } = now();
    await inject("flip:0x00005000.3@swap/99");
    expect(branches()).toEqual([""]);
    expect(now().moment).toBe(moment);
    expect(now().status.kind).toBe("ready");
    expect(now().draft?.problems.map(({ path }) => path)).toEqual(["at"]);
  });

  it("does not run a text that is no fault", async () => {
    await inject("flip:nowhere.3@t/4");
    expect(now().draft?.problems.map(({ path }) => path)).toEqual(["address"]);
    expect(branches()).toEqual([""]);
  });

  it("keeps selection and breakpoints, which speak of the same machine", async () => {
    lab.actions.select({ kind: "frame", pfn: 5 });
    lab.actions.toggleBreakpoint({ kind: "frame-write", pfn: 5 });
    await inject(FLIP);
    expect(now().selection).toEqual({ kind: "frame", pfn: 5 });
    expect(now().breakpoints).toHaveLength(1);
  });
});

describe("undo and redo", () => {
  it("take a branch away and bring it back", async () => {
    await at(4);
    await inject(FLIP);
    await lab.actions.undo();
    expect([branches(), shown(), now().moment?.at.t]).toEqual([[""], [], 4]);
    await lab.actions.redo();
    expect([branches(), shown()]).toEqual([["", FLIP], [FLIP]]);
    expect(now().edits.future).toEqual([]);
  });

  it("are not time travel: where the reader went meanwhile is no edit", async () => {
    await inject(FLIP);
    await at(7);
    expect(now().edits.past).toHaveLength(1);
  });

  it("forget what was undone when something else is done", async () => {
    await inject(FLIP);
    await lab.actions.undo();
    await inject(ZERO);
    expect(now().edits.future).toEqual([]);
    expect(branches()).toEqual(["", ZERO]);
  });

  it("bring back what was removed", async () => {
    await inject(FLIP);
    await inject(ZERO);
    await lab.actions.removeFault(0);
    expect(shown()).toEqual([ZERO]);
    await lab.actions.undo();
    expect(shown()).toEqual([FLIP, ZERO]);
    await lab.actions.dropBranch([FLIP]);
    expect([branches(), shown()]).toEqual([[""], []]);
    await lab.actions.undo();
    expect([branches(), shown()]).toEqual([
      ["", FLIP, `${FLIP} ${ZERO}`],
      [FLIP, ZERO],
    ]);
  });

  it("do nothing where there is nothing", async () => {
    await lab.actions.undo();
    await lab.actions.redo();
    expect(branches()).toEqual([""]);
  });
});

describe("a linked scenario with faults", () => {
  it("has the branches that it grew from", async () => {
    await lab.actions.open({ scenario: { ...scenario, faults: [FLIP, ZERO] } });
    expect(branches()).toEqual(["", FLIP, `${FLIP} ${ZERO}`]);
    expect(now().edits.past).toEqual([]);
  });

  it("of another machine begins a tree of its own", async () => {
    await inject(FLIP);
    await lab.actions.open({ scenario: { ...scenario, seed: 2 } });
    expect(branches()).toEqual([""]);
    expect(now().edits.past).toEqual([]);
  });
});

it("minimising leaves the faults that are enough, as an edit", async () => {
  await inject(FLIP);
  await inject(ZERO);
  await lab.actions.minimise();
  expect(shown()).toEqual([FLIP]);
  await lab.actions.undo();
  expect(shown()).toEqual([FLIP, ZERO]);
});

describe("while a branch is recorded", () => {
  /** A worker that records runs with faults until it is ended. */
  async function endless() {
    const { service } = handmade();
    const ends: (() => void)[] = [];
    const slow: typeof service = {
      ...service,
      load: (wanted, report) =>
        (wanted.faults ?? []).length === 0
          ? service.load(wanted, report)
          : new Promise((_, reject) => ends.push(() => reject(new Error("the worker was ended")))),
    };
    const page = labOf(slow, [], () => {
      for (const end of ends.splice(0)) end();
    });
    await page.actions.open({ scenario });
    await page.actions.goTo({ kind: "position", at: { t: 4, sub: 0 } });
    page.actions.draftFault("zero", { pfn: "0x00007" });
    return { page, state: () => page.store.getState(), injected: page.actions.inject() };
  }

  it("what was on screen stays there", async () => {
    const { page, state, injected } = await endless();
    expect(state().status).toMatchObject({ kind: "recording", branch: true });
    expect(showsRun(state())).toBe(true);
    expect(state().moment?.at.t).toBe(4);
    await page.actions.cancelOpening();
    await injected;
  });

  it("Cancel leads back to where the reader was, and the draft is kept", async () => {
    const { page, state, injected } = await endless();
    await page.actions.cancelOpening();
    await injected;
    expect([state().status.kind, state().moment?.at.t, state().source?.scenario.faults]).toEqual([
      "ready",
      4,
      undefined,
    ]);
    expect(state().draft?.kind).toBe("zero");
    expect(state().edits.past).toEqual([]);
  });
});
