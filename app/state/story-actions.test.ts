// Stories of several chapters: a chapter told on another run opens it, and a reader's own changes stay within a chapter.

import { describe, expect, it } from "vitest";
import { openFragment } from "./link-state.ts";
import { findPreset } from "./scenarios.ts";
import { stepsOf, type Story, type StoryStep } from "./stories/story.ts";
import { handmade, labOf } from "./testing/handmade.ts";

const step = (id: string, anchor: string): StoryStep => ({ id, title: id, body: [], anchor, highlight: [] });
const NMI = "nmi@phase/load";

const story: Story = {
  id: "by-hand",
  title: "By hand",
  chapters: [
    { title: "One", preset: "tiny", steps: [step("a", "phase/p0"), step("b", "phase/p1")] },
    { title: "Two", preset: "first-jump", steps: [step("c", "phase/p1")] },
    { title: "Three", preset: "first-jump", faults: [NMI], steps: [step("d", "phase/p0")] },
  ],
};

async function told(from: number) {
  const { service, asked } = handmade();
  const lab = labOf(service, story);
  const now = () => lab.store.getState();
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 60; i += 1) await Promise.resolve();
  };
  await lab.actions.tellStory("by-hand", from);
  await settled();
  return { asked, lab, now, settled };
}

describe("a story", () => {
  it("counts its steps through all chapters", () => {
    expect(stepsOf(story).map(({ step: { id }, chapter }) => `${chapter.title} ${id}`)).toEqual([
      ...["One a", "One b", "Two c", "Three d"],
    ]);
  });

  it("opens the scenario that it is told on, at the step", async () => {
    const { now } = await told(1);
    expect([now().source?.preset, now().storyStep, now().moment?.at.t]).toEqual(["tiny", 1, 4]);
  });

  it("opens another when a step of another chapter comes, and a branch where only faults differ", async () => {
    const { lab, now, settled } = await told(1);
    lab.actions.setStoryStep(2);
    await settled();
    expect([now().source?.preset, now().storyStep, now().moment?.at.t]).toEqual(["first-jump", 2, 4]);
    lab.actions.setStoryStep(3);
    await settled();
    expect([now().source?.scenario.faults, now().storyStep, now().status.kind]).toEqual([[NMI], 3, "ready"]);
    expect(now().branches).toHaveLength(2);
  });

  it("goes on in a scenario that the reader has changed meanwhile", async () => {
    const { lab, now, settled } = await told(0);
    const scenario = findPreset("tiny")?.scenario;
    if (scenario === undefined) throw new Error("the preset is gone");
    await lab.actions.open({ scenario: { ...scenario, seed: 7 } });
    lab.actions.setStoryStep(1);
    await settled();
    expect([now().source?.scenario.seed, now().moment?.at.t]).toEqual([7, 4]);
  });

  it("comes back to its own scenario from another one", async () => {
    const { lab, now, settled } = await told(0);
    lab.actions.explore();
    const scenario = findPreset("huge")?.scenario;
    if (scenario === undefined) throw new Error("the preset is gone");
    await lab.actions.open({ preset: "huge", scenario });
    lab.actions.setStoryStep(now().leftStep);
    await settled();
    expect([now().source?.preset, now().storyStep, now().leftStep]).toEqual(["tiny", 0, undefined]);
  });

  it("is found by a link, and a step that it has not is none", async () => {
    const { lab, now } = await told(0);
    await openFragment(lab, "v=1&s=p:first-jump@1&t=@phase/p1&story=by-hand.2");
    expect([now().story.id, now().storyStep, now().tab]).toEqual(["by-hand", 2, "story"]);
    await openFragment(lab, "v=1&s=p:first-jump@1&t=@phase/p1&story=by-hand.9");
    expect(now().storyStep).toBeUndefined();
    await openFragment(lab, "v=1&s=p:first-jump@1&t=@phase/p1&story=unknown.0");
    expect(now().storyStep).toBeUndefined();
  });
});
