// The worker's entry: hands the session to the page. Frame maps are moved, not copied.

import { expose, transfer } from "comlink";
import type { Interest, RecordProgress, Scenario, Target } from "../sim/api.ts";
import { Session } from "./session.ts";
import type { SimService } from "./wire.ts";

const session = new Session();

const service: SimService = {
  load: (scenario: Scenario, onProgress?: (progress: RecordProgress) => void) => session.load(scenario, onProgress),
  async moment(target: Target, interest: Interest) {
    const answer = await session.moment(target, interest);
    return answer.ok ? transfer(answer, [answer.value.map.classes.buffer]) : answer;
  },
  extents: (from, count) => session.extents(from, count),
  runTo: (from, direction, breakpoints) => session.runTo(from, direction, breakpoints),
};

expose(service);
