// The look of the map survives a link, and a stranger's words change nothing.

import { describe, expect, it } from "vitest";
import { DEFAULT_MAP } from "./initial.ts";
import { mapText, parseMap } from "./link-map.ts";
import type { MapLook } from "./types/looks.ts";

describe("the look of the map in a link", () => {
  it.each<[string | undefined, Partial<MapLook>]>([
    [undefined, {}],
    ["hilbert,high", { layout: "hilbert", lowFirst: false }],
    [
      "extents,address,pairs,heat,-kernelB,-swap,only:list",
      {
        tab: "extents",
        ruler: "address",
        pairs: true,
        paint: "heat",
        hidden: ["kernelB", "swap"],
        isolate: "list",
      },
    ],
  ])("is %s", (text, look) => {
    expect(mapText({ ...DEFAULT_MAP, ...look })).toBe(text);
    expect(parseMap(text)).toEqual({ ...DEFAULT_MAP, ...look });
  });

  it("passes over what is no word of it", () => {
    expect(parseMap("melt,-nothing,only:x,toString,__proto__,hilbert")).toEqual({ ...DEFAULT_MAP, layout: "hilbert" });
  });
});
