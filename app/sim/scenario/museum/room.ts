// What a room is made of: the failure's story, the run that shows it, and the run in which it is mended.

import type { MuseumRoom, Scenario } from "../../api.ts";

export interface Room extends Omit<MuseumRoom, "id"> {
  /** "gdt-left-at-zero"; the preset is museum/ with this. */
  readonly name: string;
  readonly broken: Omit<Scenario, "title">;
  readonly repaired: Omit<Scenario, "title">;
}

/** A fault that has a run of its own, and the same run without it. */
export const without = (scenario: Omit<Scenario, "title">): Omit<Scenario, "title"> => {
  const { faults: _, ...rest } = scenario;
  return rest;
};
