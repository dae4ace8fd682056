// The task state segment as it is read while its task runs: the stacks of inner privilege levels.

import type { Core } from "./core.ts";
import { type Descriptor, isNull, SYSTEM, systemType } from "./descriptors.ts";
import { CpuException, selectorFault, VECTOR } from "./faults.ts";
import { stackDescriptor } from "./segments.ts";
import { BASE, LIMIT, RIGHTS, SELECTOR } from "./state.ts";

/** Clears the busy bit of a type. */
const AVAILABLE = ~0x2;

export interface InnerStack {
  readonly descriptor: Descriptor;
  readonly pointer: number;
}

/** The stack for a more privileged level, checked; `external` is bit 0 of the error codes. */
export function innerStack(core: Core, cpl: number, external: 0 | 1): InnerStack {
  const { task } = core;
  const is32 = (systemType(task[RIGHTS]) & AVAILABLE) === SYSTEM.task32;
  const offset = is32 ? 4 + 8 * cpl : 2 + 4 * cpl;
  const blame = { vector: VECTOR.TS, external };
  if (offset + (is32 ? 5 : 3) > task[LIMIT] >>> 0) {
    throw selectorFault(blame, task[SELECTOR], `of the task state segment ends before the stack of level ${cpl}`);
  }
  const at = (task[BASE] + offset) | 0;
  const [pointer, selector] = core.asSupervisor(() =>
    is32
      ? [core.linearRead32(at), core.linearRead16((at + 4) | 0)]
      : [core.linearRead16(at), core.linearRead16((at + 2) | 0)],
  );
  if (isNull(selector)) throw new CpuException(VECTOR.TS, external, `the stack selector of level ${cpl} is null`);
  return { descriptor: stackDescriptor(core, selector, cpl, blame), pointer };
}
