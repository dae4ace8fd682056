// npm run bench: what recording, seeking and the first visit cost. Times are of this machine and this moment; the ratio
// to plain typed-array copies of the same bytes, made in the same run, is what can be compared.

import { existsSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { chromium } from "playwright";
import { preview } from "vite";
import { launchOptions } from "../e2e/browser.ts";
import { LabPage } from "../e2e/lab-page.ts";
import { randomAt } from "../app/sim/core/rng.ts";
import { momentAt } from "../app/sim/recording/moment.ts";
import { pagesOfExchange } from "../app/sim/recording/exchanges.ts";
import type { Run } from "../app/sim/recording/run.ts";
import { findPreset } from "../app/sim/scenario/presets.ts";
import { recordScenario } from "../app/sim/scenario/to-plan.ts";
import { firstLoad } from "./first-load.ts";

const PAGE = 4096;
const SEEKS = 200;
const RECORDINGS = 3;

const median = (values: readonly number[]): number => quantile(values, 0.5);
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const row = (name: string, value: string): void => console.log(`  ${name.padEnd(44)} ${value}`);

function timed<T>(work: () => T): { readonly value: T; readonly time: number } {
  const start = performance.now();
  const value = work();
  return { value, time: performance.now() - start };
}

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

function benchPreset(id: string): void {
  const recordings = Array.from({ length: RECORDINGS - 1 }, () => record(id).time);
  const last = record(id);
  recordings.push(last.time);
  const { recording } = last.run;
  const time = median(recordings);
  const pages = recording.exchanges.reduce((sum, exchange) => sum + pagesOfExchange(exchange), 0);
  const copies = median(Array.from({ length: RECORDINGS }, () => plainCopies(last.run)));
  const { seek, moment } = seeks(last.run);
  console.log(
    `\n${id}: ${recording.frameCount} frames, ${pages} pages exchanged, ${recording.instructions} instructions`,
  );
  row("record, median of 3", ms(time));
  row("plain typed-array copies of the same bytes", ms(copies));
  row("ratio record / plain copies", (time / copies).toFixed(2));
  row("instructions per second while recording", `${(recording.instructions / time / 1000).toFixed(1)} M`);
  row("history", `${(recording.historyBytes / 1024 / 1024).toFixed(1)} MiB`);
  row("history per page exchanged", `${(recording.historyBytes / pages).toFixed(1)} bytes`);
  row("history per operation", `${(recording.historyBytes / recording.end).toFixed(2)} bytes`);
  row("seek p50 / p99", `${ms(quantile(seek, 0.5))} / ${ms(quantile(seek, 0.99))}`);
  row("whole answer for the page p50 / p99", `${ms(quantile(moment, 0.5))} / ${ms(quantile(moment, 0.99))}`);
}

async function benchPage(): Promise<void> {
  const load = firstLoad();
  console.log("\npage");
  row("first load, gzipped script", `${(load.bytes / 1024).toFixed(1)} KiB in ${load.scripts} files`);
  const server = await preview({ preview: { port: 0, host: "127.0.0.1" }, logLevel: "silent" });
  const browser = await chromium.launch(await launchOptions());
  try {
    const base = server.resolvedUrls?.local[0] ?? "";
    for (const id of ["first-jump", "huge"]) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${base}#v=1&s=p:${id}@1`);
      await new LabPage(page).idle();
      const paints = await page.evaluate(() => ({
        first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
        ready: performance.now(),
      }));
      row(`${id}: first paint`, ms(paints.first));
      row(`${id}: recorded and shown`, ms(paints.ready));
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

for (const id of ["first-jump", "huge"]) benchPreset(id);
if (existsSync("dist/index.html")) await benchPage();
else console.log("\npage: run `npm run build` first");
