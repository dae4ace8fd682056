// The worker's entry: hands the session to the page. Frame maps and files are moved, not copied.

import { expose, transfer } from "comlink";
import type { Interest, Moment, QuestionProgress, RecordProgress, Scenario, Target } from "../sim/api.ts";
import { Session } from "./session.ts";
import type { SimService } from "./wire.ts";

/** Milliseconds between two reports of progress: the page has no use for more, and must not drown in them. */
const REPORT_EVERY = 50;

const session = new Session();

type Report<T> = (progress: T) => void;

function seldom<T>(report: Report<T> | undefined): Report<T> | undefined {
  if (report === undefined) return undefined;
  let next = 0;
  return (progress) => {
    if (performance.now() < next) return;
    next = performance.now() + REPORT_EVERY;
    report(progress);
  };
}

/** What is large of a moment, and nobody's here once it is told. */
const buffersOf = ({ map, measures }: Moment): ArrayBufferLike[] => [
  map.classes.buffer,
  ...(measures === undefined ? [] : [measures.levels.buffer]),
];

const service: SimService = {
  load: (scenario: Scenario, onProgress?: Report<RecordProgress>) => session.load(scenario, seldom(onProgress)),
  sofar: () => session.sofar(),
  openCapture: (name, bytes) => session.openCapture(name, bytes),
  openImage: (bytes: Uint8Array, onProgress?: Report<RecordProgress>) => session.openImage(bytes, seldom(onProgress)),
  async memoryRange(at, address, length) {
    const answer = await session.memoryRange(at, address, length);
    return answer.ok ? transfer(answer, [answer.value.buffer]) : answer;
  },
  async coreFile(kind, at, slot) {
    const answer = await session.coreFile(kind, at, slot);
    return answer.ok ? transfer(answer, [answer.value.buffer]) : answer;
  },
  async moment(target: Target, interest: Interest) {
    const answer = await session.moment(target, interest);
    return answer.ok ? transfer(answer, buffersOf(answer.value)) : answer;
  },
  extents: (from, count, order) => session.extents(from, count, order),
  compareWith: (other, onProgress?: Report<RecordProgress>) => session.compareWith(other, seldom(onProgress)),
  async compare(target, there) {
    const answer = await session.compare(target, there);
    if (!answer.ok) return answer;
    const { map, hereClasses, thereClasses } = answer.value;
    return transfer(answer, [map.buffer, hereClasses.buffer, thereClasses.buffer]);
  },
  divergences: () => session.divergences(),
  batch: (faults, onRow) => session.batch(faults, onRow),
  minimise: () => session.minimise(),
  ask: (question, task, onProgress?: Report<QuestionProgress>) => session.ask(question, task, seldom(onProgress)),
  cancel: (task) => session.cancel(task),
};

expose(service);
