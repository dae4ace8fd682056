// How far the reader has come in each story, kept beyond the page.

import * as v from "valibot";
import { keep, readKeptJson } from "./kept-texts.ts";
import type { StoryReading } from "./types/reading.ts";
import type { LabState } from "./types/state.ts";

type Reading = LabState["reading"];

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));
const Stored = v.record(v.string(), v.object({ at: count, done: v.array(v.string()) }));

export function keptReading(): Reading {
  const read = v.safeParse(Stored, readKeptJson("reading"));
  return read.success ? read.output : {};
}

export const keepReading = (reading: Reading): boolean => keep("reading", JSON.stringify(reading));

const NOTHING: StoryReading = { at: 0, done: [] };

export const withStep = ({ reading, story }: LabState, at: number): Reading => ({
  ...reading,
  [story.id]: { ...(reading[story.id] ?? NOTHING), at },
});

export function withTick({ reading, story }: LabState, what: string): Reading {
  const { at, done } = reading[story.id] ?? NOTHING;
  return done.includes(what) ? reading : { ...reading, [story.id]: { at, done: [...done, what] } };
}
