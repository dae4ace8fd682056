// What recording, seeking, stepping and asking cost, recording beside plain typed-array copies of the same bytes.

import { GRANULARITIES } from "../../app/sim/api.ts";
import { randomAt } from "../../app/sim/core/rng.ts";
import { pagesOfExchange } from "../../app/sim/recording/exchanges.ts";
import { momentAt } from "../../app/sim/recording/moment.ts";
import type { Run } from "../../app/sim/recording/run.ts";
import { stepFrom } from "../../app/sim/recording/steps.ts";
import { HISTORY, MEMORY, RATIO } from "./budgets.ts";
import { median, quantile, timed } from "./measure.ts";
import { heldBy } from "./memory.ts";
import { recordPreset } from "./preset.ts";
import { benchQuestions } from "./questions.ts";
import type { Report } from "./report.ts";

const PAGE = 4096;
const SEEKS = 200;
const STEPS = 40;
/** The first is not counted: what runs then is still being translated. */
const RECORDINGS = 6;

/** Plain copies of every exchange of a run, made with copyWithin on one array: destinations in order, sources as listed. */
function plainCopies(run: Run): () => void {
  const exchanges = run.recording.exchanges.filter((exchange) => pagesOfExchange(exchange) > 0);
  const most = Math.max(...exchanges.map(pagesOfExchange));
  const memory = new Uint8Array((2 * most + 1) * PAGE).fill(1);
  const swap = 2 * most * PAGE;
  const copies = exchanges.map(({ sources, entryWord }) => {
    const lowest = sources.at(0);
    return Uint32Array.from({ length: sources.length }, (_, page) => {
      const word = entryWord.at(sources.at(page));
      return (most + (((word >>> 12) + page - lowest) % most)) * PAGE;
    });
  });
  return () => {
    for (const from of copies) {
      for (let page = 0; page < from.length; page++) {
        const source = from[page] ?? 0;
        const destination = page * PAGE;
        memory.copyWithin(swap, source, source + PAGE);
        memory.copyWithin(source, destination, destination + PAGE);
        memory.copyWithin(destination, swap, swap + PAGE);
      }
    }
  };
}

/** Alternately, so that whatever else the machine does befalls both. */
function recordAndCopy(id: string): { readonly run: Run; readonly record: number[]; readonly copies: number[] } {
  let run = recordPreset(id);
  const copy = plainCopies(run);
  copy();
  const record: number[] = [];
  const copies: number[] = [];
  for (let i = 1; i < RECORDINGS; i++) {
    const next = timed(() => recordPreset(id));
    record.push(next.time);
    copies.push(timed(copy).time);
    run = next.value;
  }
  return { run, record, copies };
}

/** Seeks alone, and whole answers for the page, at random positions. */
function seeks(run: Run): { readonly seek: number[]; readonly moment: number[] } {
  const seek: number[] = [];
  const moment: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const at = { t: randomAt(42, i) % run.recording.end, sub: 0 };
    seek.push(timed(() => run.cursor.seek(at)).time);
    moment.push(timed(() => momentAt(run, at, { list: { owner: "A", from: "now", count: 40 } })).time);
  }
  return { seek, moment };
}

/** Single steps from random positions, at every granularity. */
function steps(run: Run, count: 1 | -1): number[] {
  const { cursor, recording } = run;
  return GRANULARITIES.flatMap((granularity, g) =>
    Array.from({ length: STEPS }, (_, i) => {
      const from = { t: randomAt(43 + g, i) % recording.end, sub: 0 };
      cursor.seek(from);
      return timed(() => cursor.seek(stepFrom(cursor, from, granularity, count))).time;
    }),
  );
}

function times(report: Report, name: string, values: readonly number[]): void {
  report.figure(`${name} p50`, quantile(values, 0.5), "ms");
  report.figure(`${name} p99`, quantile(values, 0.99), "ms");
}

export function benchPreset(id: string, report: Report): void {
  const { run, record, copies } = recordAndCopy(id);
  const { recording } = run;
  const pages = recording.exchanges.reduce((sum, exchange) => sum + pagesOfExchange(exchange), 0);
  const { frameCount, instructions, historyBytes, end } = recording;
  report.section(id, `${id}: ${frameCount} frames, ${pages} pages exchanged, ${instructions} instructions`);
  report.figure(`record, median of ${record.length}`, median(record), "ms");
  report.figure("plain typed-array copies of the same bytes", median(copies), "ms");
  report.figure(RATIO, median(record.map((time, i) => time / (copies[i] ?? NaN))), "ratio");
  report.figure("instructions per second while recording", instructions / median(record) / 1000, "M/s");
  report.figure("history", historyBytes / 1024 / 1024, "MiB");
  report.figure(HISTORY, historyBytes / pages, "bytes");
  report.figure("history per operation", historyBytes / end, "bytes");
  const { seek, moment } = seeks(run);
  times(report, "seek", seek);
  times(report, "whole answer for the page", moment);
  times(report, "one step forward", steps(run, 1));
  times(report, "one step back", steps(run, -1));
  benchQuestions(run, report);
  const held = heldBy(id);
  report.figure(MEMORY, held.held / 1024 / 1024, "MiB");
  report.figure("highest resident memory of the process", held.peak / 1024 / 1024, "MiB");
}
