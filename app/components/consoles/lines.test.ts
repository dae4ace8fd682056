import { describe, expect, it } from "vitest";
import type { ConsoleLine } from "../../sim/api.ts";
import { lastSaid, printable, consoleText } from "./lines.ts";

const at = (t: number): ConsoleLine => ({ t, kernel: "B", text: `line at ${t}` });

describe("the last line said", () => {
  const lines = [at(10), at(20), at(20), at(35)];
  it.each([
    [0, -1],
    [9, -1],
    [10, 0],
    [19, 0],
    [20, 2],
    [34, 2],
    [35, 3],
    [1e9, 3],
  ])("at t %i is the last that was complete by then", (t, index) => {
    expect(lastSaid(lines, t)).toBe(index);
  });

  it("is none where there are no lines", () => {
    expect(lastSaid([], 5)).toBe(-1);
  });
});

describe("console text", () => {
  it("shows control characters as their pictures", () => {
    expect(printable("\u001b[1mbold\0\u007f\r")).toBe("\u241b[1mbold\u2400\u2421");
  });

  it("is cut where a line never ends", () => {
    expect(printable("x".repeat(5000))).toBe(`${"x".repeat(2000)}… and 3,000 more`);
  });
});

it("gives lines out with their time and kernel", () => {
  expect(consoleText([{ t: 12, kernel: "B", text: "up\r" }])).toBe("12 B up\n");
});
