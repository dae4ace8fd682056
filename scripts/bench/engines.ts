// The engines that run an image: our processor on our memory, and v86 where it is installed.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import type { V86 } from "v86";
import { Cpu } from "../../app/sim/cpu/cpu.ts";
import { ContentStore } from "../../app/sim/memory/content-store.ts";
import { PhysMemory } from "../../app/sim/memory/phys-memory.ts";
import { COM1, type Image, MEMORY, ORIGIN, RESULT } from "./image.ts";

const PAGE = 4096;

export interface Outcome {
  /** Milliseconds of each round. */
  readonly rounds: readonly number[];
  readonly result: number;
}

export interface Engine {
  readonly name: string;
  run(image: Image, rounds: number): Promise<Outcome>;
}

const between = (times: readonly number[]): number[] => times.slice(1).map((time, i) => time - (times[i] ?? NaN));

function runHere(image: Image): Outcome & { readonly instructions: number } {
  const memory = new PhysMemory(new ContentStore(), MEMORY / PAGE);
  image.bytes.forEach((byte, i) => memory.write8(ORIGIN + i, byte));
  const cpu = new Cpu(memory, { pae: true });
  const times: number[] = [];
  cpu.ports = {
    read: () => 0xffffffff,
    write: (port) => void (port === COM1 && times.push(performance.now())),
  };
  cpu.eip = image.entry;
  const stop = cpu.run(Number.MAX_SAFE_INTEGER);
  if (stop.kind !== "halt") throw new Error(`our processor: ${JSON.stringify(stop)}`);
  return { rounds: between(times), result: memory.read32(RESULT), instructions: cpu.executed };
}

export const OURS: Engine = { name: "ours", run: (image) => Promise.resolve(runHere(image)) };

/** Completed from start to halt; a repeated instruction is one. */
export const instructionsOf = (image: Image): number => runHere(image).instructions;

function runThere(library: { readonly V86: typeof V86 }, wasm: string, image: Image, rounds: number): Promise<Outcome> {
  const emulator = new library.V86({
    wasm_path: wasm,
    memory_size: MEMORY,
    multiboot: { buffer: new Uint8Array(image.bytes).buffer },
    autostart: true,
    disable_keyboard: true,
    disable_mouse: true,
    disable_speaker: true,
  });
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    const finish = async (): Promise<void> => {
      await emulator.stop();
      const result = new DataView(Uint8Array.from(emulator.read_memory(RESULT, 4)).buffer).getUint32(0, true);
      await emulator.destroy();
      resolve({ rounds: between(times), result });
    };
    emulator.add_listener("serial0-output-byte", () => {
      times.push(performance.now());
      if (times.length === rounds + 1) finish().catch(reject);
    });
  });
}

/** Undefined if it is not installed. */
export async function otherEngine(): Promise<Engine | undefined> {
  try {
    const library = await import("v86");
    const wasm = join(dirname(createRequire(import.meta.url).resolve("v86")), "v86.wasm");
    return { name: "v86", run: (image, rounds) => runThere(library, wasm, image, rounds) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
