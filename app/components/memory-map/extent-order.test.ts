// The table of extents: order and keys.

import { describe, expect, it } from "vitest";
import { ariaSort, movedRow, nextOrder } from "./extent-order.ts";

describe("order of the table", () => {
  it("turns round on the same column and begins anew on another", () => {
    const start = { by: "start", down: false } as const;
    expect(nextOrder(start, "start")).toEqual({ by: "start", down: true });
    expect(nextOrder(start, "frames")).toEqual({ by: "frames", down: true });
    expect(nextOrder({ by: "frames", down: true }, "class")).toEqual({ by: "class", down: false });
  });

  it("is told to screen readers", () => {
    expect(ariaSort({ by: "last", down: true }, "last")).toBe("descending");
    expect(ariaSort({ by: "last", down: true }, "start")).toBe("none");
    expect(ariaSort({ by: "start", down: false }, undefined)).toBe("none");
  });
});

describe("keys in the table", () => {
  it.each([
    ["ArrowDown", 3, 4],
    ["ArrowUp", 0, 0],
    ["PageDown", 95, 99],
    ["Home", 50, 0],
    ["End", 50, 99],
    ["x", 50, undefined],
  ])("%s leads from row %i to %s", (key, from, to) => {
    expect(movedRow(key, from, 10, 100)).toBe(to);
  });
});
