// What popf and iret may change of EFLAGS.

import type { Core } from "./core.ts";
import type { WordBytes } from "./stack-frame.ts";
import { EFLAGS, FLAG, FLAGS_FIXED, FLAGS_STATUS } from "./state.ts";

/** Every flag the processor has; the others stay clear. */
export const FLAGS_EXISTING = FLAGS_STATUS | Object.values(FLAG).reduce((all, flag) => all | flag, 0);
const UNPRIVILEGED = FLAGS_STATUS | FLAG.TF | FLAG.DF | FLAG.NT | FLAG.AC | FLAG.ID;

export const ioPrivilege = (core: Core): number => (core.words[EFLAGS] >>> 12) & 3;

/** After iret; the resume flag is of interest only to breakpoints, and is kept only for them. */
export function flagsAfterReturn(core: Core, image: number, bytes: WordBytes): number {
  const resume = core.watching && bytes === 4 ? image & FLAG.RF : 0;
  return flagsAfterPop(core, image, bytes) | resume;
}

/** EFLAGS once this image has been popped at the present privilege level; 16 bits leave the upper half alone. */
export function flagsAfterPop(core: Core, image: number, bytes: WordBytes): number {
  const { cpl } = core;
  const privileged = (cpl === 0 ? FLAG.IOPL : 0) | (cpl <= ioPrivilege(core) ? FLAG.IF : 0);
  const writable = (UNPRIVILEGED | privileged) & (bytes === 4 ? -1 : 0xffff);
  return (core.words[EFLAGS] & ~(writable | FLAG.RF)) | (image & writable) | FLAGS_FIXED;
}
