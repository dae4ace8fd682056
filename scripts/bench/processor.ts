// Instructions per second, ours beside v86: the same machine code, in the same process, round by round. The first rounds
// are left out, because both engines are still translating then.

import { type Engine, instructionsOf, otherEngine, OURS } from "./engines.ts";
import { imageOf, type Work } from "./image.ts";
import { median } from "./measure.ts";
import { WORKS } from "./programs.ts";
import type { Report } from "./report.ts";

const WARM_UP = 3;
const MEASURED = 7;

interface Middle {
  readonly time: number;
  readonly result: number;
}

async function middleOf(engine: Engine, work: Work): Promise<Middle> {
  const rounds = WARM_UP + MEASURED;
  const { rounds: times, result } = await engine.run(imageOf(work, rounds), rounds);
  return { time: median(times.slice(WARM_UP)), result };
}

async function benchWork(work: Work, other: Engine | undefined, report: Report): Promise<void> {
  const instructions = instructionsOf(imageOf(work, 2)) - instructionsOf(imageOf(work, 1));
  const ours = await middleOf(OURS, work);
  report.section("processor", work.name);
  report.figure("instructions a round", instructions, "count");
  report.figure("ours, a round", ours.time, "ms");
  report.figure("ours", instructions / ours.time / 1000, "M/s");
  if (other === undefined) {
    report.note("v86 is not installed; `npm ci` brings it");
    return;
  }
  const theirs = await middleOf(other, work);
  if (theirs.result !== ours.result) {
    throw new Error(`${work.name}: ours gives ${ours.result}, ${other.name} gives ${theirs.result}`);
  }
  report.figure(`${other.name}, a round`, theirs.time, "ms");
  report.figure(other.name, instructions / theirs.time / 1000, "M/s");
  report.figure(`instructions per second, ours / ${other.name}`, theirs.time / ours.time, "ratio");
}

export async function benchProcessor(report: Report): Promise<void> {
  const other = await otherEngine();
  for (const work of WORKS) await benchWork(work, other, report);
}
