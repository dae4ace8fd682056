// What recording and seeking cost, beside plain typed-array copies of the same bytes.

import { randomAt } from "../../app/sim/core/rng.ts";
import { pagesOfExchange } from "../../app/sim/recording/exchanges.ts";
import { momentAt } from "../../app/sim/recording/moment.ts";
import type { Run } from "../../app/sim/recording/run.ts";
import { findPreset } from "../../app/sim/scenario/presets.ts";
import { recordScenario } from "../../app/sim/scenario/to-plan.ts";
import { median, quantile, timed } from "./measure.ts";
import type { Report } from "./report.ts";

const PAGE = 4096;
const SEEKS = 200;
const RECORDINGS = 3;

function record(id: string): { readonly run: Run; readonly time: number } {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  const { value, time } = timed(() => recordScenario(preset.scenario));
  if (!value.ok) throw new Error(JSON.stringify(value.problems));
  return { run: value.value, time };
}

/** The copies of every exchange of the run, made with copyWithin on one array: destinations in order, sources as listed. */
function plainCopies(run: Run): number {
  const exchanges = run.recording.exchanges.filter((exchange) => pagesOfExchange(exchange) > 0);
  const most = Math.max(...exchanges.map(pagesOfExchange));
  const memory = new Uint8Array((2 * most + 1) * PAGE).fill(1);
  const swap = 2 * most * PAGE;
  return timed(() => {
    for (const exchange of exchanges) {
      const lowest = exchange.sources.at(0);
      for (let page = 0; page < pagesOfExchange(exchange); page++) {
        const word = exchange.entryWord.at(exchange.sources.at(page));
        const source = (most + (((word >>> 12) + page - lowest) % most)) * PAGE;
        const destination = page * PAGE;
        memory.copyWithin(swap, source, source + PAGE);
        memory.copyWithin(source, destination, destination + PAGE);
        memory.copyWithin(destination, swap, swap + PAGE);
      }
    }
  }).time;
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

export function benchPreset(id: string, report: Report): void {
  const recordings = Array.from({ length: RECORDINGS - 1 }, () => record(id).time);
  const last = record(id);
  recordings.push(last.time);
  const { recording } = last.run;
  const time = median(recordings);
  const pages = recording.exchanges.reduce((sum, exchange) => sum + pagesOfExchange(exchange), 0);
  const copies = median(Array.from({ length: RECORDINGS }, () => plainCopies(last.run)));
  const { seek, moment } = seeks(last.run);
  report.section(
    `${id}: ${recording.frameCount} frames, ${pages} pages exchanged, ${recording.instructions} instructions`,
  );
  report.figure("record, median of 3", time, "ms");
  report.figure("plain typed-array copies of the same bytes", copies, "ms");
  report.figure("ratio record / plain copies", time / copies, "ratio");
  report.figure("instructions per second while recording", recording.instructions / time / 1000, "M/s");
  report.figure("history", recording.historyBytes / 1024 / 1024, "MiB");
  report.figure("history per page exchanged", recording.historyBytes / pages, "bytes");
  report.figure("history per operation", recording.historyBytes / recording.end, "bytes");
  report.figure("seek p50", quantile(seek, 0.5), "ms");
  report.figure("seek p99", quantile(seek, 0.99), "ms");
  report.figure("whole answer for the page p50", quantile(moment, 0.5), "ms");
  report.figure("whole answer for the page p99", quantile(moment, 0.99), "ms");
}
