// Switching tasks: by a jump or call to a task state segment, through a task gate, or back by iret. What can be checked
// beforehand leaves everything as it was; what is met while loading the new task's segments is the new task's fault.

import type { Core } from "./core.ts";
import { writeControl } from "./control-registers.ts";
import {
  BUSY,
  type Descriptor,
  isLocal,
  isNull,
  markDescriptor,
  readDescriptor,
  SYSTEM,
  systemType,
} from "./descriptors.ts";
import { FLAGS_EXISTING } from "./eflags.ts";
import { type Blame, CpuException, selectorFault, Unimplemented, VECTOR } from "./faults.ts";
import { ATTRIBUTE } from "./segment-rights.ts";
import {
  clearSegment,
  codeTarget,
  commitCode,
  commitStack,
  loadLocalTable,
  loadSegment,
  setSystemCache,
  stackDescriptor,
} from "./segments.ts";
import { currentStack, planFrame } from "./stack-frame.ts";
import {
  BASE,
  CR0,
  CR0_TS,
  CS,
  DR7,
  DR7_LOCAL,
  DS,
  EFLAGS,
  EIP,
  ES,
  ESP,
  FLAG,
  FLAGS_FIXED,
  FS,
  GS,
  LIMIT,
  type Seg,
  SELECTOR,
  SS,
} from "./state.ts";

/** Offsets in a 32-bit task state segment. */
const TSS = {
  link: 0,
  cr3: 0x1c,
  eip: 0x20,
  eflags: 0x24,
  registers: 0x28,
  segments: 0x48,
  ldt: 0x60,
  trap: 0x64,
} as const;
const TSS_LAST = 0x67;
const SEGMENTS = [ES, CS, SS, DS, FS, GS] as const;

export type SwitchKind =
  /** The old task is left for good. */
  | "jump"
  /** call, interrupt or exception: the new task links back to the old one. */
  | "call"
  /** iret along the link. */
  | "return";

export interface TaskSwitch {
  readonly kind: SwitchKind;
  /** EFLAGS of the old task as they are saved. */
  readonly flags: number;
  /** Goes onto the new task's stack. */
  readonly errorCode?: number | undefined;
  readonly external: 0 | 1;
}

/** The task state segment a selector names, in a state that lets it be switched to. */
export function taskDescriptor(core: Core, selector: number, blame: Blame, busy: boolean): Descriptor {
  if (isLocal(selector) || isNull(selector)) throw selectorFault(blame, selector, "names no global task state segment");
  const descriptor = readDescriptor(core, selector, blame);
  checkTask(descriptor, blame, busy);
  return descriptor;
}

export function checkTask({ selector, attributes, limit }: Descriptor, blame: Blame, busy: boolean): void {
  const type = systemType(attributes);
  const wanted = busy ? BUSY : 0;
  if (type !== (SYSTEM.task32 | wanted) && type !== (SYSTEM.task16 | wanted)) {
    throw selectorFault(blame, selector, `is no ${busy ? "busy" : "available"} task state segment`);
  }
  const { external } = blame;
  if ((attributes & ATTRIBUTE.present) === 0) {
    throw selectorFault({ vector: VECTOR.NP, external }, selector, "is not present");
  }
  if (type === (SYSTEM.task16 | wanted)) throw new Unimplemented("a switch to a 16-bit task");
  if (limit >>> 0 < TSS_LAST) throw selectorFault({ vector: VECTOR.TS, external }, selector, "is too small");
}

/** iret with EFLAGS.NT: back to the task this one was called by. */
export function returnToTask(core: Core): void {
  const link = core.asSupervisor(() => core.linearRead16(core.task[BASE]));
  const target = taskDescriptor(core, link, { vector: VECTOR.TS, external: 0 }, true);
  switchTask(core, target, { kind: "return", flags: core.words[EFLAGS] & ~FLAG.NT, external: 0 });
}

export function switchTask(core: Core, target: Descriptor, how: TaskSwitch): void {
  const { kind, external } = how;
  const oldSelector = core.task[SELECTOR];
  const oldBase = core.task[BASE];
  if (core.task[LIMIT] >>> 0 < TSS.ldt - 1) {
    throw selectorFault({ vector: VECTOR.TS, external }, oldSelector, "is too small to be left");
  }
  const image = core.asSupervisor(() => {
    core.checkLinearWrite((oldBase + TSS.eip) | 0, TSS.ldt - TSS.eip);
    if (kind === "call") core.checkLinearWrite(target.base, 2);
    return Array.from({ length: (TSS_LAST + 1) / 4 }, (_, i) => core.linearRead32((target.base + 4 * i) | 0));
  });
  if (((image[TSS.trap / 4] ?? 0) & 1) !== 0) throw new Unimplemented("a task with the debug trap flag");
  const leaves =
    kind === "call" || isNull(oldSelector)
      ? undefined
      : readDescriptor(core, oldSelector, { vector: VECTOR.TS, external });
  if (leaves !== undefined) unmarkBusy(core, leaves);
  if (kind !== "return") markDescriptor(core, target, BUSY);
  save(core, oldBase, how.flags);
  if (kind === "call") core.asSupervisor(() => core.linearWrite16(target.base, oldSelector));
  setSystemCache(core.task, { ...target, attributes: target.attributes | BUSY });
  try {
    loadState(core, image, kind === "call" ? FLAG.NT : 0);
    loadSegments(core, image, external);
    if (how.errorCode !== undefined) pushError(core, how.errorCode, external);
  } catch (thrown) {
    if (thrown instanceof CpuException) thrown.inNewTask = true;
    throw thrown;
  }
}

function unmarkBusy(core: Core, { at, attributes }: Descriptor): void {
  core.asSupervisor(() => core.linearWrite8((at + 5) | 0, attributes & 0xff & ~BUSY));
}

function save(core: Core, base: number, flags: number): void {
  const place = (offset: number): number => (base + offset) | 0;
  core.asSupervisor(() => {
    core.linearWrite32(place(TSS.eip), core.words[EIP]);
    core.linearWrite32(place(TSS.eflags), flags);
    core.regs.forEach((value, i) => core.linearWrite32(place(TSS.registers + 4 * i), value));
    for (const seg of SEGMENTS) core.linearWrite16(place(TSS.segments + 4 * seg), core.selectors[seg]);
  });
}

/** All but the segments, which are nothing until each is loaded. */
function loadState(core: Core, image: readonly number[], nested: number): void {
  const word = (offset: number): number => image[offset / 4] ?? 0;
  const { words } = core;
  if ((word(TSS.eflags) & FLAG.VM) !== 0) throw new Unimplemented("a task in virtual 8086 mode");
  words[EIP] = word(TSS.eip);
  words[EFLAGS] = (word(TSS.eflags) & FLAGS_EXISTING) | FLAGS_FIXED | nested;
  words[CR0] |= CR0_TS;
  core.debug[DR7] &= ~DR7_LOCAL;
  core.regs.forEach((_, i) => {
    core.regs[i as 0] = word(TSS.registers + 4 * i);
  });
  for (const seg of SEGMENTS) clearSegment(core, seg, selectorIn(image, seg));
  if (core.paging) writeControl(core, 3, word(TSS.cr3));
}

const selectorIn = (image: readonly number[], seg: Seg): number => (image[TSS.segments / 4 + seg] ?? 0) & 0xffff;

function loadSegments(core: Core, image: readonly number[], external: 0 | 1): void {
  const blame: Blame = { vector: VECTOR.TS, external };
  loadLocalTable(core, (image[TSS.ldt / 4] ?? 0) & 0xffff, blame);
  const code = codeTarget(core, selectorIn(image, CS), "task", blame);
  commitCode(core, code);
  const stack = selectorIn(image, SS);
  if (isNull(stack)) throw selectorFault(blame, stack, "for SS is null");
  commitStack(core, stackDescriptor(core, stack, code.cpl, blame));
  for (const seg of [DS, ES, FS, GS] as const) loadSegment(core, seg, selectorIn(image, seg), blame);
}

function pushError(core: Core, errorCode: number, external: 0 | 1): void {
  const overflow = (): CpuException => new CpuException(VECTOR.SS, external, "no room for the error code");
  const frame = planFrame(core, currentStack(core), 4, [errorCode], overflow);
  frame.write();
  core.regs[ESP] = frame.pointer;
}
