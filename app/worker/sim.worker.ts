// The worker's entry: hands the session to the page. Frame maps and files are moved, not copied.

import { expose, transfer } from "comlink";
import type { Interest, RecordProgress, Scenario, Target } from "../sim/api.ts";
import { Session } from "./session.ts";
import type { SimService } from "./wire.ts";

/** Milliseconds between two reports of progress: the page has no use for more, and must not drown in them. */
const REPORT_EVERY = 50;

const session = new Session();

type Report = (progress: RecordProgress) => void;

function seldom(report: Report | undefined): Report | undefined {
  if (report === undefined) return undefined;
  let next = 0;
  return (progress) => {
    if (performance.now() < next) return;
    next = performance.now() + REPORT_EVERY;
    report(progress);
  };
}

const service: SimService = {
  load: (scenario: Scenario, onProgress?: Report) => session.load(scenario, seldom(onProgress)),
  openCapture: (name, bytes) => session.openCapture(name, bytes),
  openImage: (bytes: Uint8Array, onProgress?: Report) => session.openImage(bytes, seldom(onProgress)),
  async coreFile(kind, at, slot) {
    const answer = await session.coreFile(kind, at, slot);
    return answer.ok ? transfer(answer, [answer.value.buffer]) : answer;
  },
  async moment(target: Target, interest: Interest) {
    const answer = await session.moment(target, interest);
    return answer.ok ? transfer(answer, [answer.value.map.classes.buffer]) : answer;
  },
  extents: (from, count) => session.extents(from, count),
  async compare(target) {
    const answer = await session.compare(target);
    return answer.ok ? transfer(answer, [answer.value.map.buffer]) : answer;
  },
  parent: () => session.parent(),
  batch: (faults, onRow) => session.batch(faults, onRow),
  minimise: () => session.minimise(),
  runTo: (from, direction, breakpoints) => session.runTo(from, direction, breakpoints),
};

expose(service);
