// The page's end of the worker: a SimService whose calls all end, even when the worker dies, and which drops answers
// that a newer question has overtaken.

import * as Comlink from "comlink";
import type { SimService } from "./wire.ts";

/** The answer came after a newer question of the same kind was asked. */
export class StaleAnswer extends Error {
  override name = "StaleAnswer";
}

export class WorkerDied extends Error {
  override name = "WorkerDied";
}

export interface SimClient {
  readonly service: SimService;
  /** Ends the worker, rejects what is pending and starts a new one. */
  restart(): void;
  terminate(): void;
}

interface Line {
  readonly worker: Worker;
  readonly remote: SimService;
  readonly pending: Set<(error: Error) => void>;
}

const startWorker = (): Worker =>
  new Worker(new URL("./boot.worker.ts", import.meta.url), { type: "module", name: "kexec jump machine" });

// Comlink's types spread a union of answers into a union of promises; the calls are those of the service all the same.
const remoteService = (worker: Worker): SimService => Comlink.wrap<SimService>(worker) as unknown as SimService;

function openLine(start: () => Worker): Line {
  const worker = start();
  const line: Line = { worker, remote: remoteService(worker), pending: new Set() };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    hangUp(line, event.message || "the worker could not be started");
  });
  worker.addEventListener("messageerror", () => hangUp(line, "a message could not be read"));
  return line;
}

function hangUp(line: Line, reason: string): void {
  line.worker.terminate();
  for (const reject of line.pending) reject(new WorkerDied(reason));
  line.pending.clear();
}

function ask<T>(line: Line, call: (remote: SimService) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    line.pending.add(reject);
    call(line.remote)
      .then(resolve, reject)
      .finally(() => line.pending.delete(reject));
  });
}

/** What the worker calls here. */
const proxied = <T extends object>(report: T | undefined): T | undefined =>
  report === undefined ? undefined : Comlink.proxy(report);

export function createClient(start: () => Worker = startWorker): SimClient {
  let line: Line | undefined;
  const newest = { load: 0, moment: 0, compare: 0 };

  const current = (): Line => (line ??= openLine(start));
  const asked = <T>(call: (remote: SimService) => Promise<T>): Promise<T> => ask(current(), call);

  async function latest<T>(kind: keyof typeof newest, answer: Promise<T>): Promise<T> {
    const mine = ++newest[kind];
    const value = await answer;
    if (mine !== newest[kind]) throw new StaleAnswer(`a newer ${kind} was asked for`);
    return value;
  }

  function terminate(): void {
    if (line !== undefined) hangUp(line, "the worker was ended");
    line = undefined;
  }

  const service: SimService = {
    load: (scenario, onProgress) =>
      latest(
        "load",
        asked((remote) => remote.load(scenario, proxied(onProgress))),
      ),
    openCapture: (name, bytes) =>
      latest(
        "load",
        asked((remote) => remote.openCapture(name, bytes)),
      ),
    openImage: (bytes, onProgress) =>
      latest(
        "load",
        asked((remote) => remote.openImage(bytes, proxied(onProgress))),
      ),
    coreFile: (kind, at, slot) => asked((remote) => remote.coreFile(kind, at, slot)),
    moment: (target, interest) =>
      latest(
        "moment",
        asked((remote) => remote.moment(target, interest)),
      ),
    extents: (from, count) => asked((remote) => remote.extents(from, count)),
    compare: (target) =>
      latest(
        "compare",
        asked((remote) => remote.compare(target)),
      ),
    parent: () => asked((remote) => remote.parent()),
    batch: (faults, onRow) => asked((remote) => remote.batch(faults, proxied(onRow))),
    minimise: () => asked((remote) => remote.minimise()),
    runTo: (from, direction, breakpoints) => asked((remote) => remote.runTo(from, direction, breakpoints)),
  };

  return {
    service,
    terminate,
    restart: () => {
      terminate();
      current();
    },
  };
}
