// A probe's answer as a line, a table and a file.

import { describe, expect, it } from "vitest";
import type { ProbeRow } from "../../sim/api.ts";
import { summary } from "../../state/testing/handmade.ts";
import { csvOf, heights, spanOfRange, valueText } from "./series.ts";

const row = (t: number, value: ProbeRow["value"], anchor = `t/${t}`): ProbeRow => ({
  at: { t, sub: 0 },
  anchor,
  value,
});

describe("the values of a probe", () => {
  it("are counted in decimal however large", () => {
    for (const counted of ["t", "exchange.page", "frames(kernelA)", " sub "])
      expect(valueText(counted, 262_144)).toBe("262,144");
    expect(valueText("t & 0xfffff", 262_144)).toBe("0x00040000");
  });

  it("are written in decimal while small, as an address when large", () => {
    expect([0, 3840, 0x401000, true, "A", undefined].map((value) => valueText("eax", value))).toEqual([
      "0",
      "3,840",
      "0x00401000",
      "true",
      "A",
      "–",
    ]);
  });

  it("have a height each: words by the order in which they come, none where there is none", () => {
    expect(heights([row(0, "A"), row(1, "B"), row(2, "A"), row(3, undefined), row(4, true), row(5, 7)])).toEqual([
      0,
      1,
      0,
      undefined,
      1,
      7,
    ]);
  });

  it("are lines of a file that a spreadsheet does not calculate", () => {
    expect(csvOf('-eax, "x"', [row(0, "=1+1"), row(2, -5), row(3, undefined)])).toBe(
      't,sub,anchor,"\'-eax, ""x"""\r\n0,0,t/0,\'=1+1\r\n2,0,t/2,-5\r\n3,0,t/3,\r\n',
    );
  });
});

describe("the range of a probe", () => {
  const here = { at: { t: 5, sub: 0 }, phase: 1 };

  it("is the run, the phase, or what the timeline shows", () => {
    const spans = (["run", "phase", "shown"] as const).map((name) => {
      const span = spanOfRange(name, summary, here, { from: 2, to: 6 });
      return [span?.from.t, span?.to.t];
    });
    expect(spans).toEqual([
      [0, 10],
      [4, 10],
      [2, 6],
    ]);
  });

  it("is none where there is no such thing", () => {
    expect(spanOfRange("exchange", summary, here, undefined)).toBeUndefined();
    expect(spanOfRange("shown", summary, here, undefined)).toBeUndefined();
  });
});
