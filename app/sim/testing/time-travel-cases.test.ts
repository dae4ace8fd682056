// Time travel on random machines; `npm run time-travel -- --cases N` tries more of them.

import { expect, it } from "vitest";
import { tryCase } from "./time-travel-cases.ts";

const CASES = 14;

it("any way to a position shows the state of a forward run, and steps back undo steps forward", () => {
  const tried = Array.from({ length: CASES }, (_, number) => tryCase(number));
  expect(tried.filter(({ kind }) => kind === "broken")).toEqual([]);
  expect(tried.filter(({ kind }) => kind === "held").length).toBeGreaterThan(CASES / 2);
  expect(new Set(tried.map(({ text }) => text)).size, "runs end in more than one way").toBeGreaterThan(1);
}, 120_000);
