// The bare machine with the control code of mainline i386. The transition tables are those of the v8 rig: what they map
// is the same, and the revision fills its own in C.

import { controlCode } from "../protocol/mainline-i386/control-code.ts";
import { slot } from "../protocol/mainline-i386/layout.ts";
import type { Variant } from "../protocol/variant.ts";
import {
  bareRig,
  type BareRig,
  CONTROL,
  KERNEL,
  LIST,
  PAGE_LIST,
  RETURN_ADDRESS,
  STACK_TOP,
  SWAP,
  TRANSITION,
} from "./bare-rig.ts";

export interface MainlineRig extends BareRig {
  label(name: string): number;
  /** relocate_kernel(head, page_list, start, has_pae, preserve_context = 1) with a fresh copy of the code. */
  relocate(start: number): void;
  slot(name: Parameters<typeof slot>[0]): number;
}

export function mainlineRig(variant: Variant, options: { readonly pae: boolean } = { pae: true }): MainlineRig {
  const code = controlCode(variant);
  const rig = bareRig(code, options);
  const { cpu, memory } = rig;
  const [pgd, kernelTable, identityTable] = TRANSITION;
  const map = (address: number, table: number) => {
    memory.write32(pgd + (address >>> 22) * 4, table | 0x67);
    memory.write32(table + ((address >>> 12) & 0x3ff) * 4, CONTROL | 0x163);
  };
  map(KERNEL + CONTROL, kernelTable);
  map(CONTROL, identityTable);
  return {
    ...rig,
    label: (name) => code.listing.labels.get(name) ?? NaN,
    relocate(start) {
      rig.freshCode();
      cpu.regs[4] = (KERNEL + STACK_TOP) | 0;
      [CONTROL, KERNEL + CONTROL, pgd, SWAP].forEach((word, i) => memory.write32(PAGE_LIST + i * 4, word));
      for (const argument of [1, options.pae ? 1 : 0, start, KERNEL + PAGE_LIST, LIST | 2]) rig.push(argument);
      rig.push(RETURN_ADDRESS);
      cpu.eip = KERNEL + CONTROL;
    },
    slot: (name) => memory.read32(CONTROL + slot(name)),
  };
}
