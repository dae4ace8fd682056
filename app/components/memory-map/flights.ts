// Which copies were completed between two neighbouring stops: what a step by hand lets the reader see travel.

import type { Moment, RunSummary } from "../../sim/api.ts";
import { exchangeMarks, type Copy, type ExchangeMarks } from "./exchange-marks.ts";

export interface Flight {
  readonly copy: Copy;
  /** The places to name meanwhile: those of the page under way, not yet of the next. */
  readonly around: ExchangeMarks;
}

const MOST = 3;

/** Oldest first; empty when the stops are further apart than one page, or nothing was copied. */
export function flightsOf(before: Moment | undefined, now: Moment, run: RunSummary): readonly Flight[] {
  const from = before?.exchange;
  const to = now.exchange;
  if (before === undefined || from === undefined || to === undefined || from.exchange !== to.exchange) return [];
  const pages = to.page - from.page;
  if (pages < 0 || pages > 1) return [];
  const of = (moment: Moment, done: (number: number) => boolean): readonly Flight[] => {
    const around = exchangeMarks(moment, run);
    return around.copies.filter((copy) => done(copy.number)).map((copy) => ({ copy, around }));
  };
  const flights =
    pages === 0
      ? of(now, (number) => number > from.copies && number <= to.copies)
      : [...of(before, (number) => number > from.copies), ...of(now, (number) => number <= to.copies)];
  return flights.length > MOST ? [] : flights;
}
