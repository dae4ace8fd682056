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
  /** Told when the worker dies by itself, even while nobody waits for an answer. */
  onDeath(listener: (reason: string) => void): void;
}

interface Line {
  readonly worker: Worker;
  readonly remote: SimService;
  readonly pending: Set<(error: Error) => void>;
  /** Why it answers no more. */
  ended?: string;
}

const startWorker = (): Worker =>
  new Worker(new URL("./boot.worker.ts", import.meta.url), { type: "module", name: "kexec jump machine" });

// Comlink's types spread a union of answers into a union of promises; the calls are those of the service all the same.
const remoteService = (worker: Worker): SimService => Comlink.wrap<SimService>(worker) as unknown as SimService;

function openLine(start: () => Worker, died: (reason: string) => void): Line {
  const worker = start();
  const line: Line = { worker, remote: remoteService(worker), pending: new Set() };
  const end = (reason: string): void => {
    if (line.ended !== undefined) return;
    hangUp(line, reason);
    died(reason);
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(event.message || "the worker could not be started");
  });
  worker.addEventListener("messageerror", () => end("a message could not be read"));
  return line;
}

function hangUp(line: Line, reason: string): void {
  line.worker.terminate();
  line.ended = reason;
  for (const reject of line.pending) reject(new WorkerDied(reason));
  line.pending.clear();
}

function ask<T>(line: Line, call: (remote: SimService) => Promise<T>): Promise<T> {
  if (line.ended !== undefined) return Promise.reject(new WorkerDied(line.ended));
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
  let mourner: (reason: string) => void = () => undefined;
  const counts = { load: 0, compare: 0 };

  const current = (): Line => (line ??= openLine(start, (reason) => mourner(reason)));
  const asked = <T>(call: (remote: SimService) => Promise<T>): Promise<T> => ask(current(), call);

  async function newest<T>(kind: keyof typeof counts, call: (remote: SimService) => Promise<T>): Promise<T> {
    const mine = ++counts[kind];
    const value = await asked(call);
    if (mine !== counts[kind]) throw new StaleAnswer(`a newer ${kind} was asked for`);
    return value;
  }

  function terminate(): void {
    if (line !== undefined) hangUp(line, "the worker was ended");
    line = undefined;
  }

  const service: SimService = {
    load: (scenario, onProgress) => newest("load", (remote) => remote.load(scenario, proxied(onProgress))),
    sofar: () => asked((remote) => remote.sofar()),
    openCapture: (name, bytes) => newest("load", (remote) => remote.openCapture(name, bytes)),
    openImage: (bytes, onProgress) => newest("load", (remote) => remote.openImage(bytes, proxied(onProgress))),
    coreFile: (kind, at, slot) => asked((remote) => remote.coreFile(kind, at, slot)),
    memoryRange: (at, address, length) => asked((remote) => remote.memoryRange(at, address, length)),
    moment: (target, interest) => asked((remote) => remote.moment(target, interest)),
    extents: (from, count, order) => asked((remote) => remote.extents(from, count, order)),
    compareWith: (other, onProgress) => asked((remote) => remote.compareWith(other, proxied(onProgress))),
    compare: (target, there) => newest("compare", (remote) => remote.compare(target, there)),
    divergences: () => asked((remote) => remote.divergences()),
    batch: (faults, onRow) => asked((remote) => remote.batch(faults, proxied(onRow))),
    minimise: () => asked((remote) => remote.minimise()),
    ask: (question, task, onProgress) => asked((remote) => remote.ask(question, task, proxied(onProgress))),
    cancel: (task) => asked((remote) => remote.cancel(task)),
  };

  return {
    service,
    terminate,
    onDeath: (listener) => {
      mourner = listener;
    },
    restart: () => {
      terminate();
      current();
    },
  };
}
