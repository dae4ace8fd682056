// The story: its notation, and that every reference it makes is one the lab knows.

import { describe, expect, it } from "vitest";
import { FIRST_JUMP } from "./first-jump.ts";
import { parseMarks } from "./marks.ts";

const REF =
  /^(?:frame\/(?:control-[ab]|swap|source|destination|list|note)|slot\/[AB]\/0x[0-9a-f]{3}|reg\/[a-z0-9]+|kernel\/[AB]|go\/.+)$/;

describe("marks", () => {
  it("splits text, references, code, keys and emphasis", () => {
    expect(parseMarks("The [swap page](frame/swap) and `CR3`, press {.} or *Next*")).toEqual([
      { kind: "text", text: "The " },
      { kind: "ref", text: "swap page", ref: "frame/swap" },
      { kind: "text", text: " and " },
      { kind: "code", text: "CR3" },
      { kind: "text", text: ", press " },
      { kind: "key", text: "." },
      { kind: "text", text: " or " },
      { kind: "emphasis", text: "Next" },
    ]);
  });
});

describe("first jump", () => {
  it("has steps with names of their own, each at another place", () => {
    expect(FIRST_JUMP.length).toBeGreaterThanOrEqual(11);
    expect(new Set(FIRST_JUMP.map((step) => step.id)).size).toBe(FIRST_JUMP.length);
    expect(new Set(FIRST_JUMP.map((step) => step.anchor)).size).toBe(FIRST_JUMP.length);
  });

  it.each(FIRST_JUMP)("$id shows no mark as it is written", ({ body, hint = "" }) => {
    const texts = [...body, hint].flatMap(parseMarks).flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
    for (const text of texts) expect(text).not.toMatch(/[*`{}[\]]/);
  });

  it.each(FIRST_JUMP)("$id points only at things that exist", (step) => {
    const inText = step.body.flatMap(parseMarks).flatMap((piece) => (piece.kind === "ref" ? [piece.ref] : []));
    const refs = [...inText, ...step.highlight, ...(step.selection === undefined ? [] : [step.selection])];
    for (const ref of refs) expect(ref).toMatch(REF);
  });
});
