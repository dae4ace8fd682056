// Tables, dumps and reports: their forms, and that names made by strangers stay names.

import { describe, expect, it } from "vitest";
import type { RunSummary, Scenario } from "../api.ts";
import { summaryOf } from "../recording/summary.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import { eventsCsv } from "./csv.ts";
import { cArray, hexdump } from "./dump.ts";
import { trailReport } from "./markdown.ts";

const scenario = findPreset("tiny")?.scenario as Scenario;
const recorded = recordScenario(scenario);
if (!recorded.ok) throw new Error("tiny does not record");
const run = summaryOf(recorded.value, scenario);
const withEvents = (events: RunSummary["events"]): RunSummary => ({ ...run, events });

describe("the log of events as CSV", () => {
  it("has a row for every event, with the phase that it falls in", () => {
    const rows = eventsCsv(run).trimEnd().split("\r\n");
    expect(rows).toHaveLength(run.events.length + 1);
    expect(rows[0]).toBe("t,phase,kind,source,text");
    const [t = "", phase] = rows.at(-1)?.split(",") ?? [];
    const expected = run.phases.findLast(({ from }) => from <= Number(t));
    expect(phase).toBe(expected?.anchor);
  });

  it("quotes what would break a row, and lets no text be a formula", () => {
    const text = eventsCsv(withEvents([{ t: 3, kind: "console", source: "A", text: '=HYPERLINK("x",1)\nnext' }]));
    expect(text.split("\r\n")[1]).toBe(`3,${run.phases[0]?.anchor},console,A,"'=HYPERLINK(""x"",1)\nnext"`);
  });
});

describe("a range of memory", () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, index) => (index === 3 ? 0x41 : index * 13));

  it("as hexdump -C prints it", () => {
    expect(hexdump(bytes, 0x1000)).toBe(
      "00001000  00 0d 1a 41 34 41 4e 5b  68 75 82 8f 9c a9 b6 c3  |...A4AN[hu......|\n" +
        "00001010  d0 dd ea f7                                       |....|\n" +
        "00001014\n",
    );
    expect(hexdump(new Uint8Array(0), 16)).toBe("00000010\n");
  });

  it("as an array of C has every byte, and a comment that cannot end early", () => {
    const text = cArray(bytes, 0x1000, "a */ int x; /*");
    const values = [...text.slice(text.indexOf("{")).matchAll(/0x([0-9a-f]{2}),/g)].map(([, digits]) =>
      Number.parseInt(digits ?? "", 16),
    );
    expect(values).toEqual([...bytes]);
    expect(text).toContain("[20]");
    expect(text.match(/\*\//g)).toHaveLength(1);
  });
});

describe("the report of a trail", () => {
  it("lists the notes with place, words and link", () => {
    const note = { t: 5, anchor: "swap/7/2", what: "copy done", name: "Look <here>", link: "https://x.y/#v=1&t=5" };
    const text = trailReport("My trail", run, [note, { t: 6, anchor: "end", what: "the end", name: "" }]);
    expect(text).toContain("# My trail");
    expect(text).toContain("1. [`swap/7/2`](<https://x.y/#v=1&t=5>), t 5: Look \\<here\\>");
    expect(text).toContain("Just done: copy done");
    expect(text).toContain("2. `end`, t 6: the end");
    expect(text).toContain(run.endHash);
  });

  it("keeps what a stranger wrote from becoming markup or a line of its own", () => {
    const note = { t: 0, anchor: "start", what: "x", name: "a\n# b ![i](u) <script>" };
    const text = trailReport("<img>\n# two", run, [note]);
    expect(text).not.toMatch(/^# (?:two|b)/m);
    expect(text).not.toMatch(/(?<!\\)[<>]/);
  });
});
