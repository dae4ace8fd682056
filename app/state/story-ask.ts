// A story's question and its task against the run that is open. The answer is looked up at its own place, wherever the
// reader is meanwhile.

import type { Interest, Moment } from "../sim/api.ts";
import type { Lab } from "./lab.ts";
import { answerTo, type Ask } from "./stories/ask.ts";
import type { StoryStep } from "./stories/story.ts";

/** Enough rows of the list for the part that a frame plays in it. */
const INTEREST: Interest = { list: { owner: "now", from: "now", count: 64 }, hibernation: true, aside: true };

async function momentOf({ service }: Lab, anchor: string): Promise<Moment | undefined> {
  try {
    const answer = await service.moment({ kind: "anchor", anchor }, INTEREST);
    return answer.ok ? answer.value : undefined;
  } catch {
    // The worker was ended meanwhile.
    return undefined;
  }
}

export interface Judged {
  readonly right: boolean;
  /** The frame, the number, or the index of the option. */
  readonly answer: number;
}

/** Undefined where the open run has no such place or no answer. */
export async function judge(lab: Lab, ask: Ask, step: StoryStep, given: number): Promise<Judged | undefined> {
  const { run } = lab.store.getState();
  const moment = await momentOf(lab, ask.at ?? step.anchor);
  if (run === undefined || moment === undefined) return undefined;
  const answer = answerTo(ask, moment, run);
  return answer === undefined ? undefined : { answer, right: answer === given };
}

/** Where a task is done; undefined where the open run has no such place. */
export const placeToReach = async (lab: Lab, anchor: string): Promise<number | undefined> =>
  (await momentOf(lab, anchor))?.at.t;
