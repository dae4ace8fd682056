// What can be chosen of a revision: how its kernel is built, and which of its known defects are mended.

import type { CircumstanceId, FixId } from "../api.ts";
import type { ControlCode } from "../kernel/revision.ts";

export interface Variant {
  /** Kernels built for PAE. */
  readonly pae: boolean;
  readonly fixes: ReadonlySet<FixId>;
  /** Does a kernel write what its peer has to know into a note before it jumps. */
  readonly kjumpNote?: boolean;
  readonly circumstances?: ReadonlySet<CircumstanceId>;
  /** Control code in place of ours. */
  readonly control?: ControlCode;
}

/** As it was: no PAE, every defect in place. */
export const AS_IT_WAS: Variant = { pae: false, fixes: new Set() };
