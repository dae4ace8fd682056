// kjlab story check: every step of every story on its run: its place, what it points at, and what it promises.

import type { Interest, Moment, RunSummary, Scenario } from "../sim/api.ts";
import { problemText } from "../sim/core/errors.ts";
import { resolveAnchor } from "../sim/recording/anchors.ts";
import { momentAt } from "../sim/recording/moment.ts";
import type { Run } from "../sim/recording/run.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { recordScenario } from "../sim/scenario/to-plan.ts";
import { resolveRef } from "../state/refs.ts";
import { answerTo } from "../state/stories/ask.ts";
import { brokenPromise } from "../state/stories/check.ts";
import { STORIES } from "../state/stories/index.ts";
import { refsOf } from "../state/stories/marks.ts";
import type { Chapter, Story, StoryStep } from "../state/stories/story.ts";
import { json, type AsyncCommand } from "./commands.ts";
import { badInput, EXIT } from "./failure.ts";
import { known } from "./options.ts";

export interface StepCheck {
  readonly story: string;
  readonly step: string;
  readonly anchor: string;
  readonly promises: number;
  /** What does not hold, in words. */
  readonly broken: readonly string[];
}

interface Recorded {
  readonly run: Run;
  readonly summary: RunSummary;
}

/** As many rows of the list as the page asks for. */
const LIST_ROWS = 64;
const INTEREST: Interest = { list: { owner: "now", from: "now", count: LIST_ROWS }, hibernation: true };

function recordChapter({ preset, faults }: Chapter): Recorded | string {
  const found = findPreset(preset)?.scenario;
  if (found === undefined) return `there is no preset ${preset}`;
  const scenario: Scenario = faults === undefined ? found : { ...found, faults };
  const run = recordScenario(scenario);
  if (!run.ok) return run.problems.map(problemText).join("; ");
  return { run: run.value, summary: summaryOf(run.value, scenario) };
}

/** Places that the step's text leads to. */
function strayPlaces(run: Run, step: StoryStep): readonly string[] {
  const places = refsOf(step).flatMap((ref) => (ref.startsWith("go/") ? [ref.slice(3)] : []));
  return places.filter((place) => !resolveAnchor(run.cursor, place).ok).map((place) => `there is no place ${place}`);
}

/** A question without an answer in the run, or an answer or a place to try that lies nowhere. */
function askProblems({ run, summary }: Recorded, step: StoryStep, here: Moment): readonly string[] {
  const problems: string[] = [];
  const until = step.try === undefined ? undefined : resolveAnchor(run.cursor, step.try.until);
  if (until?.ok === false) problems.push(`try: there is no place ${step.try?.until}`);
  if (until?.ok === true && until.value.t <= here.at.t) problems.push(`try: ${step.try?.until} is not ahead`);
  if (step.ask === undefined) return problems;
  const at = step.ask.at === undefined ? undefined : resolveAnchor(run.cursor, step.ask.at);
  if (at?.ok === false) return [...problems, `ask: there is no place ${step.ask.at}`];
  const moment = at === undefined ? here : momentAt(run, at.value, INTEREST);
  if (answerTo(step.ask, moment, summary) === undefined) problems.push(`ask: nothing answers "${step.ask.question}"`);
  return problems;
}

function checkStep({ run, summary }: Recorded, step: StoryStep): readonly string[] {
  const at = resolveAnchor(run.cursor, step.anchor);
  if (!at.ok) return at.problems.map(problemText);
  const moment = momentAt(run, at.value, INTEREST);
  const things = refsOf(step).filter((ref) => !/^(?:go|kernel)\//.test(ref));
  const absent = things.filter((ref) => resolveRef(ref, moment) === undefined).map((ref) => `nothing plays ${ref}`);
  const broken = (step.expect ?? []).flatMap((expected) => brokenPromise(expected, moment, summary) ?? []);
  return [...absent, ...strayPlaces(run, step), ...broken, ...askProblems({ run, summary }, step, moment)];
}

export function checkStory(story: Story): readonly StepCheck[] {
  const runs = new Map<string, Recorded | string>();
  return story.chapters.flatMap((chapter) => {
    const key = JSON.stringify([chapter.preset, chapter.faults]);
    const recorded = runs.get(key) ?? recordChapter(chapter);
    runs.set(key, recorded);
    return chapter.steps.map((step) => ({
      ...{ story: story.id, step: step.id, anchor: step.anchor, promises: step.expect?.length ?? 0 },
      broken: typeof recorded === "string" ? [recorded] : checkStep(recorded, step),
    }));
  });
}

export const story: AsyncCommand = async (options, print) => {
  known(options, ["json"]);
  if (options.words[1] !== "check") throw badInput("story: expected check");
  const stories = await Promise.all(STORIES.map(({ load }) => load()));
  const rows = stories.flatMap(checkStory);
  if (options.flags.has("json")) print(json(rows));
  else for (const row of rows) print(rowText(row));
  return rows.some(({ broken }) => broken.length > 0) ? EXIT.assertion : EXIT.fine;
};

function rowText({ story: id, step, anchor, promises, broken }: StepCheck): string {
  const head = `${broken.length === 0 ? "✓" : "!"} ${`${id}/${step}`.padEnd(40)} ${anchor.padEnd(28)} ${promises} promises\n`;
  return [head, ...broken.map((what) => `    ${what}\n`)].join("");
}
