// What a fault at a position does to the machine: one operation, between two of the run.

import { hex32 } from "../core/hex.ts";
import { invariant } from "../core/errors.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { DR7, DR7_FIXED } from "../cpu/state.ts";
import type { Act } from "../devices/device.ts";
import { op } from "../kernel/step.ts";
import type { MachineParts } from "./machine.ts";

/** Aimed: every place is an address, every line and device one that the machine has. */
export type Intervention =
  /** `what` is "list entry 7", or empty where the address says enough. */
  | { readonly kind: "set"; readonly address: number; readonly value: number; readonly what: string }
  | { readonly kind: "flip"; readonly address: number; readonly bit: number }
  | { readonly kind: "zero"; readonly pfn: number }
  | { readonly kind: "irq"; readonly line: number }
  | { readonly kind: "nmi" }
  | { readonly kind: "dma"; readonly device: string; readonly pfn: number }
  | { readonly kind: "break"; readonly address: number }
  | { readonly kind: "power" }
  | { readonly kind: "rot"; readonly block: number; readonly offset: number; readonly bit: number };

/** In DR7: breakpoint 0, on instructions. */
const DR7_BREAKPOINT_0 = 1;

/** The byte that holds a bit of the word at an address. */
export const byteOf = (address: number, bit: number): number => (address + (bit >>> 3)) >>> 0;

/** Makes it so, and says it as an operation. */
export function intervene({ memory, cpu, board }: MachineParts, act: Intervention): Act & { readonly device?: string } {
  switch (act.kind) {
    case "set":
      memory.write32(act.address, act.value);
      return op(
        `fault: ${act.what === "" ? "word" : `${act.what},`} at {a:hex} becomes {b:hex}`,
        act.address,
        act.value,
      );
    case "flip": {
      const byte = byteOf(act.address, act.bit);
      memory.write8(byte, memory.read8(byte) ^ (1 << (act.bit & 7)));
      return op("fault: bit {b:dec} of the word at {a:hex} flips", act.address, act.bit);
    }
    case "zero":
      for (let at = 0; at < PAGE_SIZE; at += 4) memory.write32(act.pfn * PAGE_SIZE + at, 0);
      return op("fault: frame {a:pfn} becomes zero", act.pfn);
    case "irq":
      board.raise(act.line);
      return op("fault: an interrupt on line {a:dec}", act.line);
    case "nmi":
      board.raiseNmi();
      return op("fault: a non-maskable interrupt");
    case "dma": {
      const done = board.dma(act.device, act.pfn);
      invariant(done !== undefined, `${act.device} is no bus master`);
      return { ...op(`fault: ${done.label}`, done.a, done.b), device: act.device };
    }
    case "power":
      board.losePower();
      return op("fault: power is lost");
    case "rot":
      memory.alter(memory.frameCount + act.block, (words) => {
        const at = act.offset >>> 2;
        words[at] = (words[at] ?? 0) ^ (1 << (8 * (act.offset & 3) + act.bit));
      });
      return op(`fault: bit ${act.bit} of byte {b:hex} of block {a:dec} of the disk flips`, act.block, act.offset);
    case "break":
      cpu.debug[0] = act.address;
      cpu.debug[DR7] = DR7_FIXED | DR7_BREAKPOINT_0;
      cpu.refresh();
      return op(`fault: DR0 = ${hex32(act.address)}, DR7 = {a:hex}`, cpu.debug[DR7]);
  }
}
