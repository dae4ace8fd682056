// The bare machine with the control code of v8.

import { controlCode } from "../protocol/v8/control-code.ts";
import { KJUMP_MAGIC_NUMBER, slot } from "../protocol/v8/layout.ts";
import { AS_IT_WAS } from "../protocol/variant.ts";
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
  TEXT,
  TRANSITION,
} from "./bare-rig.ts";

export { CONTROL, LIST, RETURN_ADDRESS, SWAP } from "./bare-rig.ts";

export const code = controlCode(AS_IT_WAS);
export const label = (name: string): number => code.listing.labels.get(name) ?? NaN;

export interface ControlRig extends BareRig {
  /** The first half of machine_kexec: fresh code, magic, save the processor. Stops when the save routine has returned 0. */
  save(): void;
  /** relocate_kernel(head, page_list, start, has_pae). */
  relocate(start: number): void;
  slot(name: Parameters<typeof slot>[0]): number;
}

export function controlRig(options: { readonly pae: boolean } = { pae: false }): ControlRig {
  const rig = bareRig(code, options);
  const { cpu, memory } = rig;
  return {
    ...rig,
    save() {
      rig.freshCode();
      memory.write32(CONTROL + slot("magic"), KJUMP_MAGIC_NUMBER);
      cpu.regs[4] = (KERNEL + STACK_TOP) | 0;
      rig.push(KERNEL + CONTROL);
      rig.push(RETURN_ADDRESS);
      cpu.eip = KERNEL + TEXT + label("kexec_jump_save_cpu");
      rig.runTo(RETURN_ADDRESS);
    },
    relocate(start) {
      const tables = TRANSITION.flatMap((table) => [table, KERNEL + table]);
      [CONTROL, KERNEL + CONTROL, ...tables, SWAP].forEach((word, i) => memory.write32(PAGE_LIST + i * 4, word));
      for (const argument of [options.pae ? 1 : 0, start, KERNEL + PAGE_LIST, LIST | 2, 0]) rig.push(argument);
      cpu.eip = KERNEL + CONTROL + label("relocate_kernel");
    },
    slot: (name) => memory.read32(CONTROL + slot(name)),
  };
}
