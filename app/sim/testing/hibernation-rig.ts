// Small machines that hibernate, and a recorded run gone on with from any position: a tool is run there on the memory and
// the disk as they were, with devices that act, and nothing of it is kept.

import type { HibernationSpec, KernelName, Scenario } from "../api.ts";
import { SimBug } from "../core/errors.ts";
import { SLOTS, type SlotArea, slotAt } from "../kernel/disk-layout.ts";
import { Kernel } from "../kernel/kernel.ts";
import type { Work } from "../kernel/step.ts";
import { Cursor } from "../recording/cursor.ts";
import type { Run } from "../recording/run.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";

/** 8 MiB, 96 pages to exchange, a filtered image; purgatory is left out, because digests take their time. */
export function smallScenario(spec: Partial<HibernationSpec> = {}, changes: Partial<Scenario> = {}): Scenario {
  const tiny = findPreset("hibernate-tiny")?.scenario;
  if (tiny?.hibernation === undefined) throw new SimBug("no preset hibernate-tiny");
  const rounds = spec.rounds ?? tiny.hibernation.rounds;
  const hibernation: HibernationSpec = { ...tiny.hibernation, image: "filtered", ...spec, rounds };
  const kernel = tiny.segments.find(({ content }) => content === "kernel");
  return {
    ...tiny,
    memoryMiB: 8,
    bEntry: kernel?.mem ?? 0,
    jumps: 2 * rounds.length,
    ...changes,
    hibernation,
  };
}

export function record(scenario: Scenario): Run {
  const run = recordScenario(scenario);
  if (!run.ok) throw new SimBug(JSON.stringify(run.problems));
  return run.value;
}

/** Position at which a phase begins for the n-th time. */
export function phaseStart({ recording }: Run, id: string, n = 1): number {
  const found = recording.phases.filter((phase) => phase.id === id)[n - 1];
  if (found === undefined) throw new SimBug(`the run has no phase ${id} number ${n}`);
  return found.from;
}

export const areasOf = ({ plan }: Run): readonly SlotArea[] => Array.from({ length: SLOTS }, (_, n) => slotAt(plan, n));

/** The disk at a position: contents that last by their number, others by their bytes. */
export type DiskState = readonly (number | Uint8Array)[];

export function diskAt({ recording, plan }: Run, t: number): DiskState {
  const cursor = new Cursor(recording, plan.hasPae);
  cursor.seek({ t, sub: 0 });
  const { memory } = cursor;
  return Array.from(memory.table.subarray(memory.frameCount), (content) =>
    content < recording.sealedContents ? content : memory.store.bytesOf(content).slice(),
  );
}

/** The run gone on with at a position. */
export class Fork {
  readonly kernel: Kernel;
  readonly cursor: Cursor;
  /** What has been printed since. */
  readonly printed: string[] = [];
  private t: number;

  /** With this disk instead of its own, if one is given. */
  constructor(run: Run, letter: KernelName, t: number, disk?: DiskState) {
    const { plan, code, images, recording } = run;
    const image = images[letter];
    if (image === undefined) throw new SimBug(`the run has no kernel ${letter}`);
    const cursor = new Cursor(recording, plan.hasPae);
    cursor.seek({ t, sub: 0 });
    this.cursor = cursor;
    this.t = t;
    cursor.board.clock = () => this.t;
    cursor.board.uart.onLine = (text) => this.printed.push(text);
    const { memory, cpu, board } = cursor;
    const { hasPae, kernelIsPae: pae, circumstances } = plan;
    disk?.forEach((content, block) => this.put(block, content));
    const routines = image.text.labels;
    const io = board.io;
    this.kernel = new Kernel({
      letter,
      memory,
      cpu,
      io,
      base: image.base,
      code,
      routines,
      hasPae,
      pae,
      family: 0,
      circumstances,
    });
  }

  private put(block: number, content: number | Uint8Array): void {
    const { memory } = this.cursor;
    const { store } = memory;
    let id = content;
    if (typeof id !== "number") {
      const copy = store.derive(0);
      store.bytesOf(copy).set(id);
      id = copy;
    }
    memory.setContent(memory.frameCount + block, id);
  }

  block(number: number): Uint8Array {
    const { memory } = this.cursor;
    return memory.store.bytesOf(memory.table[memory.frameCount + number] ?? 0);
  }

  /** Changes bytes of a block. */
  damage(block: number, change: (bytes: Uint8Array) => void): this {
    const bytes = this.block(block).slice();
    change(bytes);
    this.put(block, bytes);
    return this;
  }

  /** Runs a tool to its end. */
  do<T>(work: Work<T>): T {
    const { board } = this.cursor;
    for (;;) {
      const next = work.next();
      if (next.done === true) return next.value;
      if (next.value.kind === "routine") throw new SimBug("a fork runs no instructions");
      if (next.value.kind !== "op") continue;
      this.t++;
      while (board.due() <= this.t) board.act();
    }
  }
}
