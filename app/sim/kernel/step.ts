// What a modelled kernel function yields. It reads like the C function it is named after; each yield is one operation.

import type { DeviceState, KernelName } from "../api.ts";

export type FrameRole = "control" | "swap" | "list";

/** leaving, back: a jump. user: in user space again. probed: devices are found. saved: a file. image: one is committed. */
export type ContextWhen = "leaving" | "back" | "user" | "probed" | "saved" | "image";

export type Step =
  /** One completed operation. {a:pfn}, {a:dec}, {a:hex} and the same for b in the label stand for the numbers. */
  | { readonly kind: "op"; readonly label: string; readonly a: number; readonly b: number }
  /** From here on the kernel is in this phase. Takes no time. */
  | { readonly kind: "phase"; readonly id: string }
  /** The kernel jump begins anew: the next jump's span starts here. */
  | { readonly kind: "leg" }
  /** kexec_load has given a frame a part in the jump: of another kernel where that one has done so before. Takes no time. */
  | { readonly kind: "role"; readonly role: FrameRole; readonly pfn: number; readonly of?: KernelName }
  /** A frame that had one is free again. Takes no time. */
  | { readonly kind: "release"; readonly pfn: number }
  /** The processor's context is about to be left behind, or is back: what must be equal is compared. Takes no time. */
  | { readonly kind: "context"; readonly when: ContextWhen }
  /** A device's power state has changed. Takes no time. */
  | { readonly kind: "device"; readonly device: string; readonly state: DeviceState; readonly callback: string }
  /** A routine has been called: the processor runs until it returns here. */
  | { readonly kind: "routine" }
  /** The run is over. */
  | {
      readonly kind: "end";
      readonly outcome: "completed" | "aborted" | "crashed" | "stopped";
      readonly text: string;
      readonly errno?: string;
    };

export type Work<T = void> = Generator<Step, T, void>;

export const op = (label: string, a = 0, b = 0): Extract<Step, { kind: "op" }> => ({ kind: "op", label, a, b });
/** The body of a step that only decides something. */
export function* nothing(): Work {}
export const context = (when: ContextWhen): Step => ({ kind: "context", when });
export const phase = (id: string): Step => ({ kind: "phase", id });
