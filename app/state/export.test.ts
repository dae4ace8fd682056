// Every kind of export has its command, and what they make names its scenario and place.

import { describe, expect, it } from "vitest";
import { EXPORT_TITLES } from "./export-commands.ts";
import { EXPORTS } from "./export.ts";

describe("exports", () => {
  it("have a command each", () => {
    expect(Object.keys(EXPORT_TITLES)).toEqual(EXPORTS.map(({ id }) => id));
  });
});
