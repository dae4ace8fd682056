// The stories are tests: each step is on the real run what its text says.

import { expect, it } from "vitest";
import { FIRST_JUMP, STORIES } from "../state/stories/index.ts";
import { checkStory } from "./story.ts";
import { kjlabProcess } from "./testing/kjlab.ts";

it.each(STORIES)("$id keeps what it promises", async ({ load }) => {
  const rows = checkStory(await load());
  expect(rows.filter(({ broken }) => broken.length > 0)).toEqual([]);
  for (const { promises, step } of rows) expect(promises, step).toBeGreaterThan(0);
});

/** True everywhere, so that two of it are no answer. */
const BOTH = { text: "", holds: [] } as const;

it("finds a step that lies, a place that is not there, a part that nobody plays and a question without one answer", () => {
  const [chapter] = FIRST_JUMP.chapters;
  const [step] = chapter?.steps ?? [];
  if (chapter === undefined || step === undefined) throw new Error("the story is empty");
  const steps = [
    { ...step, id: "lies", expect: [{ kind: "running", kernel: "B" }] as const },
    { ...step, id: "nowhere", anchor: "phase/nowhere" },
    { ...step, id: "nobody", highlight: ["frame/control-c"] },
    { ...step, id: "stray", body: ["[there](go/swap/99999)"] },
    { ...step, id: "behind", try: { granularity: "copy", until: "start" } as const },
    { ...step, id: "unanswered", ask: { kind: "choice", question: "?", hint: "", options: [] } as const },
    { ...step, id: "two answers", ask: { kind: "choice", question: "?", hint: "", options: [BOTH, BOTH] } as const },
    {
      ...step,
      id: "asks nowhere",
      ask: { kind: "pick-frame", question: "?", hint: "", answer: "frame/swap", at: "jump/99" } as const,
    },
  ];
  const rows = checkStory({ ...FIRST_JUMP, chapters: [{ ...chapter, preset: "tiny", steps }] });
  expect(rows.map(({ step: id, broken }) => [id, broken.length])).toEqual(steps.map(({ id }) => [id, 1]));
  expect(rows[0]?.broken[0]).toContain("got A");
});

it("is a command with an exit code for scripts", () => {
  expect(kjlabProcess("story").status).toBe(2);
});
