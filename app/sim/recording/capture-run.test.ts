// A captured jump as a recording: its passes are executed, and every position of them can be asked for.

import { describe, expect, it } from "vitest";
import { readCapture } from "../formats/kjc.ts";
import { ownCapture, type RigOptions } from "../testing/capture-rig.ts";
import { resolveAnchor } from "./anchors.ts";
import { recordCapture, scenarioOfCapture } from "./capture-run.ts";
import { momentAt } from "./moment.ts";
import type { Run } from "./run.ts";
import { summaryOf } from "./summary.ts";

function recorded(options: Partial<RigOptions> = {}): Run {
  const capture = readCapture(ownCapture(options));
  if (!capture.ok) throw new Error(JSON.stringify(capture.problems));
  const run = recordCapture("own.kjc", capture.value);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

function momentOf(run: Run, anchor: string) {
  const at = resolveAnchor(run.cursor, anchor);
  if (!at.ok) throw new Error(JSON.stringify(at.problems));
  return momentAt(run, at.value, { list: { owner: "A", from: "now", count: 12 } });
}

describe("a recorded capture", () => {
  const run = recorded();
  const summary = summaryOf(run, scenarioOfCapture(run));

  it("has the passes as jumps, with the pairs of the list", () => {
    expect(summary.outcome).toEqual({
      kind: "completed",
      text: "4 captured passes executed, 1182 of 1182 records equal",
    });
    expect(summary.jumps.map(({ from, to, pairs }) => [from, to, pairs])).toEqual([
      ["A", "B", 8],
      ["B", "A", 8],
      ["A", "B", 8],
      ["B", "A", 8],
    ]);
    expect(summary.invariants).toMatchObject([{ id: "capture-equal", status: "pass" }]);
    expect(summary.capture?.standIns).toHaveLength(2);
  });

  it("has its phases by the kernel's symbols, and its exchanges by what the code does", () => {
    const ids = summary.phases.filter(({ leg }) => leg === 1).map(({ id }) => id);
    expect(ids).toEqual(["save-context", "cr3-switch", "swap-out", "enter", "captured"]);
    for (const { entries, pages } of summary.exchanges) expect([entries > pages, pages]).toEqual([true, 8]);
  });

  it("names a copy, its pair, its entry of the list and the code around it", () => {
    const moment = momentOf(run, "swap/3/2");
    expect(moment.anchor).toBe("swap/3/2");
    expect(moment.exchange).toMatchObject({ page: 3, copies: 2, pages: 8 });
    expect(moment.list?.rows.some(({ state }) => state === "current")).toBe(true);
    expect(moment.code.routine).toBe("swap_pages");
    expect(moment.map.counts[1]).toBeGreaterThan(0);
    expect(moment.map.counts[2]).toBeGreaterThan(0);
  });

  it("shows the same state however a position is reached", () => {
    const fresh = recorded();
    for (let t = run.recording.end; t >= 0; t -= 37) {
      run.cursor.seek({ t, sub: 0 });
      fresh.cursor.seek({ t, sub: 0 });
      expect(run.cursor.hash(), `t ${t}`).toBe(fresh.cursor.hash());
    }
  });
});
