// Stepping: the next or previous place at one of six granularities. A place of a coarser granularity is one of every
// finer. A page is done when its third copy is; modelled operations count as pages and copies.

import type { Granularity, Position } from "../api.ts";
import { PHASES } from "../kernel/phases.ts";
import type { Cursor } from "./cursor.ts";
import { copyTimes, exchangeAt, pageAt, pagesOfExchange } from "./exchanges.ts";
import { lastBy, type ExchangeMark, type Recording } from "./recording.ts";

export function stepFrom(cursor: Cursor, from: Position, granularity: Granularity, count: number): Position {
  const at = cursor.clamp(from);
  if (granularity === "iteration") return stepIterations(cursor, at, count);
  // Inside a repeated instruction, going back ends at its start first.
  const t = at.sub > 0 && count < 0 ? at.t + 1 : at.t;
  return cursor.clamp({ t: stepOperations(cursor, t, granularity, count), sub: 0 });
}

function stepOperations(
  cursor: Cursor,
  t: number,
  granularity: Exclude<Granularity, "iteration">,
  count: number,
): number {
  const { recording } = cursor;
  switch (granularity) {
    case "instruction":
      return t + count;
    case "phase":
      return along(
        recording.phases.map((phase) => phase.from),
        recording.end,
        t,
        count,
      );
    case "jump":
      return along(
        recording.legs.flatMap((leg) => (leg.transfer === undefined ? [] : [leg.transfer.t])),
        recording.end,
        t,
        count,
      );
    case "page":
    case "copy":
      return stepPages(cursor, t, granularity, count);
  }
}

function along(places: readonly number[], end: number, t: number, count: number): number {
  const all = [...new Set([0, ...places, end])].sort((a, b) => a - b);
  const here = lastBy(all, (place) => place, t);
  const between = all[here] !== t;
  const index = count > 0 ? here + count : here + count + (between ? 1 : 0);
  return all[Math.min(all.length - 1, Math.max(0, index))] ?? t;
}

function stepIterations(cursor: Cursor, from: Position, count: number): Position {
  let at = cursor.seek(from);
  for (let left = Math.abs(count); left > 0; left--) {
    if (count > 0) {
      const next = cursor.repIterations() > 1 ? cursor.seek({ t: at.t, sub: at.sub + 1 }) : at;
      // where the next iteration faults, the instruction is over
      at = next.sub > at.sub ? next : { t: at.t + 1, sub: 0 };
    } else if (at.sub > 0) at = { t: at.t, sub: at.sub - 1 };
    else if (at.t > 0) {
      cursor.seek({ t: at.t - 1, sub: 0 });
      at = { t: at.t - 1, sub: Math.max(0, cursor.repIterations() - 1) };
    }
    at = cursor.seek(at);
  }
  return at;
}

/** Goes from region to region: kernel phases step by operation, exchanges by page or copy, other control code at once. */
function stepPages(cursor: Cursor, from: number, granularity: "page" | "copy", count: number): number {
  const forward = count > 0;
  let left = Math.abs(count);
  let t = from;
  while (left > 0) {
    const [next, used] = forward ? ahead(cursor, t, granularity, left) : behind(cursor, t, granularity, left);
    if (next === t) break;
    t = next;
    left -= used;
  }
  return t;
}

interface Region {
  readonly from: number;
  readonly to: number;
  readonly kernel: boolean;
  readonly exchange: ExchangeMark | undefined;
}

function regionAt(recording: Recording, t: number): Region {
  const index = recording.phaseAt(t);
  const phase = recording.phases[index];
  const to = recording.phases[index + 1]?.from ?? recording.end;
  const inside = exchangeAt(recording, t);
  const exchange = inside === undefined ? undefined : recording.exchanges[inside];
  return { from: phase?.from ?? 0, to, kernel: PHASES[phase?.id ?? ""]?.lane === "kernel", exchange };
}

/** Where up to `left` steps forward lead inside the region, and how many steps that took. */
function ahead(cursor: Cursor, t: number, granularity: "page" | "copy", left: number): readonly [number, number] {
  const region = regionAt(cursor.recording, t);
  if (region.kernel) {
    const steps = Math.min(left, Math.max(1, region.to - t));
    return [Math.min(t + steps, cursor.recording.end), steps];
  }
  const { exchange } = region;
  if (exchange === undefined) return [region.to, 1];
  const pages = pagesOfExchange(exchange);
  const here = Math.max(1, pageAt(exchange, t));
  const times = here <= pages ? copyTimes(cursor, exchange, here) : [];
  const open = times.filter((time) => time > t);
  if (granularity === "copy") return open[0] !== undefined ? [open[0], 1] : nextCopy(cursor, exchange, here, region.to);
  const target = here + left - (open.length > 0 ? 1 : 0);
  if (target > pages) return [region.to, Math.max(1, pages - here + (open.length > 0 ? 1 : 0) + 1)];
  return [copyTimes(cursor, exchange, target).at(-1) ?? region.to, left];
}

function nextCopy(cursor: Cursor, exchange: ExchangeMark, page: number, end: number): readonly [number, number] {
  if (page + 1 > pagesOfExchange(exchange)) return [end, 1];
  return [copyTimes(cursor, exchange, page + 1)[0] ?? end, 1];
}

function behind(cursor: Cursor, t: number, granularity: "page" | "copy", left: number): readonly [number, number] {
  if (t <= 0) return [0, left];
  const region = regionAt(cursor.recording, t - 1);
  if (region.kernel) {
    const steps = Math.min(left, t - region.from);
    return [t - steps, steps];
  }
  const { exchange } = region;
  if (exchange === undefined) return [region.from, 1];
  const here = pageAt(exchange, t - 1);
  if (here === 0) return [region.from, 1];
  const before = copyTimes(cursor, exchange, here).filter((time) => time < t);
  if (granularity === "copy") {
    const last = before.at(-1) ?? (here > 1 ? copyTimes(cursor, exchange, here - 1).at(-1) : undefined);
    return [last ?? region.from, 1];
  }
  const complete = before.length === 3 ? here : here - 1;
  const target = complete - left + 1;
  if (target < 1) return [region.from, complete + 1];
  return [copyTimes(cursor, exchange, target).at(-1) ?? region.from, left];
}
