// The run as a whole, as it is sent to the page once.

import type { BootSpan, CaptureInfo, ExchangeSpan, JumpSpan, PhaseSpan, RunSummary, Scenario } from "../api.ts";
import { hex } from "../core/hex.ts";
import { PHASES } from "../kernel/phases.ts";
import { phaseAnchor } from "./anchors.ts";
import { eventsOf } from "./events.ts";
import { pagesOfExchange } from "./exchanges.ts";
import { numbersOf } from "./numbers.ts";
import { firedOf, pointsOf } from "./points.ts";
import type { Recording } from "./recording.ts";
import type { CaptureOrigin, Run } from "./run.ts";
import { selfPairsOf } from "./self-pairs.ts";
import { trailOf } from "./trail.ts";
import { verdictOf } from "./verdict.ts";
import { cpuView } from "./views/cpu-view.ts";

export function summaryOf(run: Run, scenario: Scenario): RunSummary {
  const { recording, cursor } = run;
  const isPart = recording.outcome.kind === "recording";
  cursor.seek({ t: recording.end, sub: 0 });
  const endHash = isPart ? "" : hex(cursor.hash(), 8).slice(2);
  const processor = cpuView(cursor.cpu);
  return {
    scenario,
    frames: recording.frameCount,
    end: recording.end,
    endHash,
    outcome: recording.outcome,
    jumps: jumps(recording),
    phases: phases(recording),
    exchanges: exchanges(recording),
    boots: boots(recording),
    numbers: numbersOf(run),
    ...(run.capture === undefined ? {} : { capture: captureInfo(run.capture) }),
    invariants: run.invariants,
    consoles: recording.consoles,
    points: pointsOf(recording),
    deviceMarks: recording.deviceMarks,
    events: eventsOf(run),
    fired: firedOf(recording, cursor),
    ...(run.faults.length === 0 || isPart ? {} : { verdict: verdictOf(run) }),
    trail: trailOf(run),
    processor,
    stats: {
      instructions: recording.instructions,
      operations: recording.opLabel.length,
      pagesExchanged: recording.exchanges.reduce((sum, exchange) => sum + pagesOfExchange(exchange), 0),
      historyBytes: recording.historyBytes,
      checkpoints: recording.checkpoints.length,
    },
  };
}

const captureInfo = ({ name, kernel, standIns }: CaptureOrigin): CaptureInfo => ({ name, kernel, standIns });

function boots({ boots, end }: Recording): BootSpan[] {
  return boots.map((boot, index) => ({ ...boot, n: index + 1, to: boots[index + 1]?.from ?? end }));
}

function jumps(recording: Recording): JumpSpan[] {
  return recording.legs.flatMap((leg, index) => {
    if (leg.transfer === undefined) return [];
    const { t, entry, to } = leg.transfer;
    const own = recording.exchanges.filter((exchange) => exchange.leg === index + 1);
    const pairs = own.reduce((sum, exchange) => sum + pagesOfExchange(exchange), 0);
    const selfPairs = own.reduce((sum, exchange) => sum + selfPairsOf(exchange), 0);
    return [{ n: index + 1, from: leg.from, to, start: leg.start, t, entry, pairs, selfPairs }];
  });
}

function phases(recording: Recording): PhaseSpan[] {
  return recording.phases.map((phase, index) => ({
    index,
    id: phase.id,
    title: PHASES[phase.id]?.title ?? phase.id,
    lane: phase.lane,
    owner: phase.owner,
    leg: phase.leg,
    from: phase.from,
    to: recording.phases[index + 1]?.from ?? recording.end,
    anchor: phaseAnchor(recording, index)[0],
  }));
}

function exchanges(recording: Recording): ExchangeSpan[] {
  return recording.exchanges.map((exchange) => ({
    owner: exchange.owner,
    leg: exchange.leg,
    phase: exchange.phase,
    from: exchange.from,
    to: exchange.to,
    entries: exchange.entryT.length,
    pages: pagesOfExchange(exchange),
  }));
}
