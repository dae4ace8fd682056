// Why the processor's share of a run is over for now, and what it means if it is over for good.

import type { Outcome } from "../api.ts";
import { invariant } from "../core/errors.ts";
import type { Stop } from "../cpu/cpu.ts";
import type { PowerEnd } from "../devices/acpi.ts";

/** The processor is at an end by itself. */
type Dead = Extract<Stop, { kind: "shutdown" | "unimplemented" }>;

export type FinalStop =
  | Dead
  /** It halts for ever. */
  | { readonly kind: "hang"; readonly text: string }
  /** The machine is switched off, or its supply has failed. */
  | { readonly kind: "off"; readonly how: PowerEnd }
  | { readonly kind: "budget"; readonly iterations: number }
  /** It has written more than can be kept. */
  | { readonly kind: "memory" };

export type LastStop =
  | FinalStop
  | Extract<Stop, { kind: "gate" }>
  /** As many instructions have been executed as were asked for. */
  | { readonly kind: "enough" };

/** The stop of a processor that could not take an interrupt. */
export function deadStop(stop: Stop): Dead {
  invariant(stop.kind === "shutdown" || stop.kind === "unimplemented", `an interrupt ends in ${stop.kind}`);
  return stop;
}

const repeated = (iterations: number): string =>
  iterations === 0 ? "" : ` and ${iterations} iterations of repeated ones`;

/** What it means for a run that the processor has stopped for good. */
export function outcomeOf(stop: FinalStop, instructions: number): Outcome {
  switch (stop.kind) {
    case "budget":
      return { kind: "stopped", text: `no end after ${instructions} instructions${repeated(stop.iterations)}` };
    case "memory":
      return {
        kind: "stopped",
        text: `it leaves more behind than can be remembered: stopped after ${instructions} instructions`,
      };
    case "hang":
      return { kind: "stopped", text: `hang: ${stop.text}` };
    case "off":
      return stop.how === "power lost"
        ? { kind: "crashed", text: "power is lost" }
        : { kind: "completed", text: `the machine is switched off: ACPI ${stop.how}` };
    case "shutdown":
      return { kind: "crashed", text: `triple fault: ${stop.fault.text}`, fault: stop.fault };
    case "unimplemented":
      return { kind: "stopped", text: stop.fault.text, fault: stop.fault };
  }
}
