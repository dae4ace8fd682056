// The exceptions that ended a run, folded into steps: what was raised, and what the processor made of it.

import { say } from "../../messages/say.ts";
import type { FaultInfo, RaisedException } from "../../sim/api.ts";

export interface ChainStep {
  readonly raised: RaisedException;
  /** What came of it; undefined where the processor tried to deliver it as it was. */
  readonly becomes?: "double fault" | "triple fault";
}

const DOUBLE_FAULT = 8;

/** A double fault stands with the exception that it was made of, and the shutdown with the last. */
export function chainSteps({ exceptions, kind }: Pick<FaultInfo, "exceptions" | "kind">): readonly ChainStep[] {
  const steps: ChainStep[] = [];
  for (const raised of exceptions) {
    const last = steps.at(-1);
    const made = raised.vector === DOUBLE_FAULT && raised.during !== undefined && last !== undefined;
    if (made) steps[steps.length - 1] = { ...last, becomes: "double fault" };
    else steps.push({ raised });
  }
  const last = steps.at(-1);
  if (kind === "triple-fault" && last !== undefined) steps[steps.length - 1] = { ...last, becomes: "triple fault" };
  return steps;
}

const NAMES: Readonly<Record<number, string>> = {
  0: "divide error",
  1: "debug",
  3: "breakpoint",
  4: "overflow",
  5: "bound range exceeded",
  6: "invalid opcode",
  7: "device not available",
  8: "double fault",
  10: "invalid TSS",
  11: "segment not present",
  12: "stack fault",
  13: "general protection",
  14: "page fault",
  16: "x87 error",
  17: "alignment check",
};

export const vectorName = (vector: number): string => say(NAMES[vector] ?? "vector {vector}", { vector });
