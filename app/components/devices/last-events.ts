// What a device did last, and what it does next.

import type { LogEvent } from "../../sim/api.ts";

const BEFORE = 6;
const AFTER = 2;

/** Events of one device around position t, in order. */
export function eventsAround(events: readonly LogEvent[], device: string, t: number): readonly LogEvent[] {
  const own = events.filter((event) => event.source === device);
  const next = own.findIndex((event) => event.t > t);
  const now = next === -1 ? own.length : next;
  return own.slice(Math.max(0, now - BEFORE), now + AFTER);
}
