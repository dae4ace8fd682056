// The museum knows which room is open, as it was or mended, and the way round.

import { describe, expect, it } from "vitest";
import { neighbour, roomOf, ROOMS, showsWall } from "./museum.ts";
import { DEFAULT_SETTINGS, initialState } from "./initial.ts";
import { sourceOf } from "./scenarios.ts";
import { scenario } from "./testing/handmade.ts";

const [first] = ROOMS;
if (first === undefined) throw new Error("the museum is empty");

describe("a room", () => {
  it.each(ROOMS.map((room) => [room.id, room] as const))(
    "%s is known by its scenario, before and after",
    (id, room) => {
      const copy = structuredClone(room.scenario);
      expect(roomOf(sourceOf(copy))).toMatchObject({ room: { id }, mended: false });
      if (room.mended !== undefined)
        expect(roomOf({ scenario: structuredClone(room.mended) })).toMatchObject({ room: { id }, mended: true });
    },
  );

  it("is none where another scenario is open", () => {
    expect(roomOf({ scenario })).toBeUndefined();
  });
});

it("leads round in both directions", () => {
  expect(neighbour(ROOMS, first.id, -1)).toBe(ROOMS.at(-1));
  expect(neighbour(ROOMS, ROOMS.at(-1)?.id ?? "", 1)).toBe(first);
});

describe("the wall", () => {
  const state = { ...initialState(DEFAULT_SETTINGS), perspective: "museum" } as const;
  const source = { preset: first.id, scenario: first.scenario };

  it("is what the museum shows until a room is open, and again when it is asked for", () => {
    expect(showsWall({ ...state, source: { scenario } })).toBe(true);
    expect(showsWall({ ...state, source })).toBe(false);
    expect(showsWall({ ...state, source, wall: true })).toBe(true);
  });

  it("is in the museum only", () => {
    expect(showsWall({ ...state, source, wall: true, perspective: "cpu" })).toBe(false);
  });
});
