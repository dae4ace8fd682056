// What a step of a story promises about its moment. Data only: check.ts says whether it holds.

import type {
  BootSpan,
  Channel,
  FrameClass,
  ImageState,
  KernelName,
  Outcome,
  TravellingFact,
  VerdictKind,
} from "../../sim/api.ts";

/** A number, or what lies there now: "reg/edi", "slot/A/0x804", the physical address of "frame/control-a". */
export type Value = number | string;

export type Expectation =
  | { readonly kind: "phase"; readonly id: string }
  | { readonly kind: "running"; readonly kernel: KernelName }
  | { readonly kind: "paging"; readonly on: boolean }
  | { readonly kind: "interrupts"; readonly on: boolean }
  /** The class of the frame that plays a part, and whether its bytes belong elsewhere. */
  | { readonly kind: "class"; readonly frame: string; readonly is: FrameClass; readonly away?: boolean }
  | { readonly kind: "equal"; readonly a: Value; readonly b: Value }
  /** Pages of a class on the whole map. */
  | { readonly kind: "frames"; readonly of: FrameClass; readonly atLeast?: number; readonly atMost?: number }
  /** User tasks but for the one that makes the system call. */
  | { readonly kind: "frozen"; readonly kernel: KernelName; readonly tasks: "all" | "none" }
  /** Some task holds a note with these words. */
  | { readonly kind: "note"; readonly kernel: KernelName; readonly words: string }
  /** It has been printed by now. */
  | { readonly kind: "says"; readonly kernel: KernelName; readonly words: string }
  | { readonly kind: "outcome"; readonly is: Outcome["kind"]; readonly words?: string }
  | { readonly kind: "verdict"; readonly is: VerdictKind }
  /** None of the run's is violated. */
  | { readonly kind: "invariants" }
  | { readonly kind: "boot"; readonly n: number; readonly begins: BootSpan["begins"] }
  | { readonly kind: "image"; readonly sequence: number; readonly state: ImageState }
  | { readonly kind: "vmcore"; readonly by: KernelName | "nobody" }
  /** A rule about the memory limits of the kernels. */
  | { readonly kind: "limit"; readonly id: string; readonly holds: boolean }
  /** Does a channel carry the fact at this moment. */
  | { readonly kind: "channel"; readonly fact: TravellingFact; readonly channel: Channel; readonly carries: boolean }
  /** One of the run's figures. */
  | { readonly kind: "number"; readonly id: string; readonly atLeast?: number; readonly atMost?: number };
