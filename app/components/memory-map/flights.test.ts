// Which copies a step lets travel.

import { describe, expect, it } from "vitest";
import type { Moment, RunSummary } from "../../sim/api.ts";
import { flightsOf } from "./flights.ts";

const run = { jumps: [{ n: 1, from: "A", to: "B" }] } as unknown as RunSummary;
const at = (page: number, copies: number): Moment =>
  ({
    leg: 1,
    exchange: {
      exchange: 0,
      page,
      pages: 9,
      copies,
      entry: page,
      entries: 9,
      swap: 7,
      destination: 100 + page,
      source: 200 + page,
    },
  }) as unknown as Moment;
const flown = (before: Moment | undefined, now: Moment): string =>
  flightsOf(before, now, run)
    .map(({ copy }) => `${copy.number}:${copy.from}>${copy.to}`)
    .join(" ");

describe("flights", () => {
  it("are the one copy of a copy step", () => {
    expect(flown(at(1, 0), at(1, 1))).toBe("1:201>7");
    expect(flown(at(1, 1), at(1, 2))).toBe("2:101>201");
    expect(flown(at(1, 2), at(2, 0))).toBe("3:7>101");
  });

  it("are the three copies of a page step, wherever the stop lies", () => {
    expect(flown(at(1, 0), at(2, 0))).toBe("1:201>7 2:101>201 3:7>101");
    expect(flown(at(1, 3), at(2, 3))).toBe("1:202>7 2:102>202 3:7>102");
  });

  it("are none for a jump in time, a step back or a stop outside an exchange", () => {
    expect(flown(at(1, 0), at(5, 0))).toBe("");
    expect(flown(at(2, 0), at(1, 0))).toBe("");
    expect(flown(undefined, at(1, 1))).toBe("");
    expect(flown({ leg: 1 } as unknown as Moment, at(1, 1))).toBe("");
  });
});
