// What a jump shows from outside, whatever code makes it: which mapping of whose control page runs, and the order of the
// control registers' states. Facts of real jumps are kept in linux-6.1-facts.json; other machines are held against them.

import type { Problem } from "../core/errors.ts";
import { readTrace } from "../formats/kjc-trace.ts";
import type { Capture, CaptureImage } from "../formats/kjc-types.ts";

/** The machine before one instruction. */
export interface ControlState {
  readonly eip: number;
  readonly cr0: number;
  readonly cr3: number;
  readonly cr4: number;
}

/** Addresses and register values that differ from machine to machine. */
export interface ControlPlaces {
  /** Name of the kernel. */
  readonly name: string;
  readonly controlPa: number;
  readonly controlVa: number;
  /** CR3 of the transition tables. */
  readonly transition: number;
  /** The kernel's own CR3 and CR4. */
  readonly cr3: number;
  readonly cr4: number;
}

export interface PassFacts {
  /** "Av", "Ap": mapped and physical. */
  readonly path: readonly string[];
  /** CR0 in hexadecimal, CR3 as kernel, transition or 0, CR4 as kernel or 0: "80050033/kernel/kernel". */
  readonly controlRegisters: readonly string[];
}

const named = (value: number, names: Readonly<Record<string, number>>): string =>
  Object.entries(names).find(([, each]) => each === value)?.[0] ?? value.toString(16);

/** Of one pass through control code, in which `states` has one entry an instruction. */
export function passFacts(states: Iterable<ControlState>, places: ControlPlaces): PassFacts {
  const path: string[] = [];
  const controlRegisters: string[] = [];
  const add = (list: string[], text: string): void => {
    if (list.at(-1) !== text) list.push(text);
  };
  for (const { eip, cr0, cr3, cr4 } of states) {
    const page = (eip & ~0xfff) >>> 0;
    if (page === places.controlVa) add(path, `${places.name}v`);
    else if (page === places.controlPa) add(path, `${places.name}p`);
    const table = named(cr3, { kernel: places.cr3, transition: places.transition });
    const features = named(cr4, { kernel: places.cr4 });
    add(controlRegisters, `${cr0.toString(16)}/${table}/${features}`);
  }
  return { path, controlRegisters };
}

export interface CaptureFacts {
  readonly paging: "2level" | "pae";
  /** Has the processor PAE, whether the kernel uses it or not. */
  readonly hasPae: boolean;
  readonly pairs: number;
  readonly selfPairs: number;
  readonly listEntries: number;
  readonly passes: readonly (PassFacts & { readonly name: string; readonly records: number; readonly died: boolean })[];
}

/** Of the first image; a pass is described with the addresses of its own. */
export function factsOfCapture(capture: Capture): CaptureFacts {
  const [image] = capture.images;
  const pairs = Array.from({ length: (image?.pairs.length ?? 0) / 2 }, (_, i) => image?.pairs.slice(2 * i, 2 * i + 2));
  return {
    paging: image?.paging ?? "2level",
    hasPae: image?.stackArguments[3] !== 0,
    pairs: pairs.length,
    selfPairs: pairs.filter((pair) => pair?.[0] === pair?.[1]).length,
    listEntries: image?.entries.length ?? 0,
    passes: capture.segments.map((segment, i) => ({
      name: segment.name,
      records: segment.recordCount,
      died: segment.died !== undefined,
      ...passFacts(statesOf(capture, i), placesOf(capture, capture.images[segment.image])),
    })),
  };
}

function* statesOf(capture: Capture, index: number): Generator<ControlState> {
  const segment = capture.segments[index];
  const at = (name: "eip" | "cr0" | "cr3" | "cr4"): number => capture.registers.indexOf(name);
  const [eip, cr0, cr3, cr4] = [at("eip"), at("cr0"), at("cr3"), at("cr4")];
  if (segment === undefined) return;
  for (const { values } of readTrace(segment.trace, capture.registers, segment.name)) {
    yield { eip: values[eip] ?? 0, cr0: values[cr0] ?? 0, cr3: values[cr3] ?? 0, cr4: values[cr4] ?? 0 };
  }
}

/** The kernel's own CR3 and CR4 are those with which it left by this image. */
function placesOf({ segments, images }: Capture, image: CaptureImage | undefined): ControlPlaces {
  const leaving = segments.find((segment) => images[segment.image] === image)?.start;
  return {
    name: image?.name ?? "",
    controlPa: image?.controlPa ?? 0,
    controlVa: image?.controlVa ?? 0,
    transition: image?.pgd ?? 0,
    cr3: leaving?.cr3 ?? 0,
    cr4: leaving?.cr4 ?? 0,
  };
}

/** Where a pass differs from the real one. */
export function comparePass(expected: PassFacts, got: PassFacts): Problem[] {
  const compare = (path: string, a: readonly string[], b: readonly string[]): Problem[] =>
    a.join(" ") === b.join(" ") ? [] : [{ path, expected: a.join(" "), got: b.join(" ") }];
  return [
    ...compare("path", expected.path, got.path),
    ...compare("control registers", expected.controlRegisters, got.controlRegisters),
  ];
}
