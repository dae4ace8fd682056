// What a device on the board is: registers at ports or in a memory window, words of state that it keeps nowhere else,
// and, if it acts by itself, the position at which it does so next.

import type { DeviceRegister } from "../api.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";

/** No position: a device that does not act. Fits a word of state. */
export const NEVER = 0xffffffff;

/** What a device finds around it. */
export interface Bench {
  /** Position of the operation under way. */
  readonly now: number;
  readonly memory: PhysMemory;
  /** An edge on an interrupt line. */
  raise(line: number): void;
  /** Takes the device with this ACPI number out of D3. */
  powerOn(number: number): void;
}

/** What a device did by itself, worded like a modelled operation. */
export interface Act {
  readonly label: string;
  readonly a: number;
  readonly b: number;
}

/** A device as a person sees it. */
export interface Sight {
  readonly active: boolean;
  readonly doing: string;
  readonly registers: readonly DeviceRegister[];
  /** Frames it may write to while active. */
  readonly frames: readonly number[];
}

export interface MemoryWindow {
  /** Physical address of a 32-bit register. */
  readonly address: number;
  readonly register: number;
}

export interface PortDevice {
  readonly name: string;
  readonly title?: string;
  readonly firstPort: number;
  readonly portCount: number;
  /** Registers of 32 bits: offsets are multiples of 4, and narrower writes are lost. Otherwise an access is one byte. */
  readonly wide?: true;
  /** A read changes the state. */
  readonly readsChange?: true;
  /** Words of state, handed to every access. */
  readonly stateWords: number;
  readonly irq?: number;
  readonly acpi?: number;
  /** The state at power-on, all zero before. */
  reset?(state: Uint32Array): void;
  /** `offset` counts from the first port. */
  read(offset: number, state: Uint32Array): number;
  write(offset: number, value: number, state: Uint32Array, bench: Bench): void;
  /** Registers in memory space. */
  readonly windows?: readonly MemoryWindow[];
  readWindow?(register: number, state: Uint32Array): number;
  writeWindow?(register: number, value: number, state: Uint32Array, bench: Bench): void;
  /** Position at which it acts next by itself, or `NEVER`. */
  due?(state: Uint32Array): number;
  act?(state: Uint32Array, bench: Bench): Act;
  /** Writes what it would write into the frame with this number, at once. */
  dma?(pfn: number, state: Uint32Array, bench: Bench): Act;
  /** Power fails while it may be at work. */
  losePower?(state: Uint32Array, bench: Bench): void;
  /** Out of D3. */
  powerOn?(state: Uint32Array): void;
  sight?(state: Uint32Array): Sight;
}

/** A word of a device's state. */
export const word = (state: Uint32Array, index: number): number => state[index] ?? 0;

export const bit = (value: number, mask: number): boolean => (value & mask) !== 0;
