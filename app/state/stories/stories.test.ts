// The stories as texts. What they say of their runs is checked by `kjlab story check`.

import { describe, expect, it } from "vitest";
import { STORIES } from "./index.ts";
import { parseMarks } from "./marks.ts";
import { stepsOf } from "./story.ts";

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

const stories = await Promise.all(STORIES.map(({ load }) => load()));

describe.each(stories)("$id", (story) => {
  const steps = stepsOf(story).map(({ step }) => step);
  const info = STORIES.find(({ id }) => id === story.id);

  it("is what the list of stories says of it", () => {
    expect(info?.title).toBe(story.title);
    expect(info?.presets.toSorted()).toEqual([...new Set(story.chapters.map(({ preset }) => preset))].toSorted());
  });

  it("has names of their own for its steps", () => {
    expect(steps.length).toBeGreaterThanOrEqual(5);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    expect(new Set(stepsOf(story).map(({ chapter, step }) => `${chapter.title} ${step.anchor}`)).size).toBe(
      steps.length,
    );
  });

  it.each(steps)("$id shows no mark as it is written", ({ body, hint = "" }) => {
    const texts = [...body, hint].flatMap(parseMarks).flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
    for (const text of texts) expect(text).not.toMatch(/[*`{}[\]]/);
  });
});
