// Pages and copies inside a recorded exchange. When a copy is complete is not stored: the page is executed again.

import type { Cursor } from "./cursor.ts";
import { lastBy, type ExchangeMark, type Recording } from "./recording.ts";

const COPIES_PER_PAGE = 3;

export const pagesOfExchange = (exchange: ExchangeMark): number => exchange.sources.length;

/** Index of the exchange that position t lies in; the position at its end belongs to it no more. */
export function exchangeAt(recording: Recording, t: number): number | undefined {
  const index = lastBy(recording.exchanges, (exchange) => exchange.from, t);
  const exchange = recording.exchanges[index];
  return exchange !== undefined && t >= exchange.from && t < exchange.to ? index : undefined;
}

/** 1-based page whose source entry was taken up last at or before t; 0 before the first. */
export function pageAt(exchange: ExchangeMark, t: number): number {
  const entry = exchange.entryT.lastAtMost(t);
  return exchange.sources.lastAtMost(entry) + 1;
}

/** 1-based entry taken up last at or before t; 0 before the first. */
export const entryAt = (exchange: ExchangeMark, t: number): number => exchange.entryT.lastAtMost(t) + 1;

/** Position at which the entry of a page (1-based) is about to be examined. */
export const pageStart = (exchange: ExchangeMark, page: number): number =>
  exchange.entryT.at(exchange.sources.at(page - 1));

function pageEnd(exchange: ExchangeMark, page: number): number {
  const entry = exchange.sources.at(page - 1) + 1;
  return entry < exchange.entryT.length ? exchange.entryT.at(entry) : exchange.to;
}

/** Positions at which each of the three copies of a page is complete. Moves the cursor. */
export function copyTimes(cursor: Cursor, exchange: ExchangeMark, page: number): readonly number[] {
  const times: number[] = [];
  const end = pageEnd(exchange, page);
  for (let t = pageStart(exchange, page); t < end && times.length < COPIES_PER_PAGE; t++) {
    cursor.seek({ t, sub: 0 });
    if (cursor.cpu.repIterations() > 0) times.push(t + 1);
  }
  return times;
}
