// The trail: what stays, what goes, and what comes back from the browser's store.

import { describe, expect, it } from "vitest";
import type { Moment } from "../sim/api.ts";
import type { Note } from "./question-types.ts";
import { changedNote, LONGEST_NAME, movedNote, noteTitle, parseTrail, trailKey, trailText, withNote } from "./trail.ts";
import { scenario } from "./testing/handmade.ts";

const moment = (t: number): Moment =>
  ({ at: { t, sub: 0 }, anchor: `t/${t}`, completed: `operation ${t}` }) as unknown as Moment;
const trail = (...times: readonly number[]): readonly Note[] =>
  times.reduce<readonly Note[]>((notes, t) => withNote(notes, moment(t), false), []);
const times = (notes: readonly Note[]): readonly number[] => notes.map(({ at }) => at.t);

describe("the trail", () => {
  it("has one note of a place", () => {
    const notes = trail(1, 2);
    expect(withNote(notes, moment(1), false)).toBe(notes);
  });

  it("keeps the note that is there when the place is bookmarked", () => {
    expect(withNote(trail(1, 2), moment(1), true).map(({ kept }) => kept)).toEqual([true, false]);
  });

  it("forgets the oldest of those that are not kept", () => {
    const kept = changedNote(trail(0), 1, { kept: true });
    const long = Array.from({ length: 20 }, (_, index) => index + 1).reduce(
      (notes, t) => withNote(notes, moment(t), false),
      kept,
    );
    expect(times(long)).toEqual([0, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it("gives every note a number of its own", () => {
    const ids = trail(...Array.from({ length: 30 }, (_, t) => t)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("moves a note by one place, and not beyond an end", () => {
    const notes = trail(1, 2, 3);
    expect(times(movedNote(notes, 2, 1))).toEqual([1, 3, 2]);
    expect(times(movedNote(notes, 2, -1))).toEqual([2, 1, 3]);
    expect(movedNote(notes, 1, -1)).toBe(notes);
    expect(movedNote(notes, 3, 1)).toBe(notes);
  });

  it("is called what the reader calls it, else what had happened", () => {
    const [note] = trail(4);
    if (note === undefined) throw new Error("no note");
    expect([noteTitle(note), noteTitle({ ...note, name: "here" })]).toEqual(["operation 4", "here"]);
  });
});

describe("the stored trail", () => {
  it("comes back with the kept notes in their order", () => {
    const notes = movedNote(
      changedNote(changedNote(trail(1, 2, 3), 1, { kept: true, name: "a" }), 3, { kept: true }),
      3,
      -1,
    );
    expect(parseTrail(trailText(notes)).map(({ at, name, kept }) => [at.t, name, kept])).toEqual([
      [1, "a", true],
      [3, "", true],
    ]);
  });

  it.each([
    null,
    "",
    "{",
    "null",
    "{}",
    '[{"at":{"t":-1,"sub":0},"anchor":"a","what":"w","name":""}]',
    '[{"at":{"t":1.5,"sub":0},"anchor":"a","what":"w","name":""}]',
    `[{"at":{"t":1,"sub":0},"anchor":"a","what":"w","name":"${"x".repeat(LONGEST_NAME + 1)}"}]`,
    JSON.stringify(Array.from({ length: 201 }, () => ({ at: { t: 1, sub: 0 }, anchor: "a", what: "w", name: "" }))),
  ])("is empty where the text is damaged: %s", (text) => {
    expect(parseTrail(text)).toEqual([]);
  });

  it("lies under a name that is the scenario's own", () => {
    const other = { ...scenario, seed: scenario.seed + 1 };
    expect(trailKey({ scenario })).toBe(trailKey({ scenario: { ...scenario } }));
    expect(trailKey({ scenario })).not.toBe(trailKey({ scenario: other }));
  });
});
