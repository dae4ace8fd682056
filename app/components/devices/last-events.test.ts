import { expect, it } from "vitest";
import type { LogEvent } from "../../sim/api.ts";
import { eventsAround } from "./last-events.ts";

const events = Array.from({ length: 40 }, (_, t): LogEvent => ({
  t,
  kind: "dma",
  source: t % 2 === 0 ? "eth0" : "sda",
  text: "",
}));

it("shows what a device did last and what it does next, and nothing of others", () => {
  expect(eventsAround(events, "eth0", 20).map(({ t }) => t)).toEqual([10, 12, 14, 16, 18, 20, 22, 24]);
  expect(eventsAround(events, "eth0", 99).map(({ t }) => t)).toEqual([28, 30, 32, 34, 36, 38]);
  expect(eventsAround(events, "ttyS0", 20)).toEqual([]);
});
