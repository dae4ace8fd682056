// The rooms of the museum, and which of them is open.

import type { MuseumRoom, PresetInfo, Scenario } from "../sim/api.ts";
import { EMPTY_ROOMS, MUSEUM } from "../sim/scenario/museum/index.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { fileOf } from "./scenarios.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

/** A preset that is a room. */
export interface Room extends PresetInfo {
  readonly room: MuseumRoom;
}

const isRoom = (preset: PresetInfo): preset is Room => preset.room !== undefined;

/** In the order of their numbers. */
export const roomsOf = (presets: readonly PresetInfo[]): readonly Room[] =>
  presets.filter(isRoom).toSorted((a, b) => a.room.item - b.room.item);
export const ROOMS: readonly Room[] = roomsOf(MUSEUM);
export { EMPTY_ROOMS };

export interface OpenRoom {
  readonly room: Room;
  readonly mended: boolean;
}

const texts = new WeakMap<Scenario, string>();
function textOf(scenario: Scenario): string {
  const text = texts.get(scenario) ?? canonicalJson(scenario);
  texts.set(scenario, text);
  return text;
}

const found = new WeakMap<Scenario, OpenRoom | "none">();

function search(scenario: Scenario, rooms: readonly Room[]): OpenRoom | undefined {
  const text = textOf(scenario);
  for (const room of rooms) {
    if (textOf(room.scenario) === text) return { room, mended: false };
    if (room.mended !== undefined && textOf(room.mended) === text) return { room, mended: true };
  }
  return undefined;
}

/** The room that a scenario stands in, as it was or mended. */
export function roomOf(source: Source | undefined, rooms: readonly Room[] = ROOMS): OpenRoom | undefined {
  if (source === undefined || fileOf(source) !== undefined) return undefined;
  if (rooms !== ROOMS) return search(source.scenario, rooms);
  const known = found.get(source.scenario) ?? search(source.scenario, rooms) ?? "none";
  found.set(source.scenario, known);
  return known === "none" ? undefined : known;
}

/** Is the wall of all rooms on screen? */
export const showsWall = ({ perspective, wall, source }: LabState): boolean =>
  perspective === "museum" && (wall || roomOf(source) === undefined);

export function neighbour(rooms: readonly Room[], id: string, by: 1 | -1): Room | undefined {
  const at = rooms.findIndex((room) => room.id === id);
  return at < 0 ? undefined : rooms[(at + by + rooms.length) % rooms.length];
}
