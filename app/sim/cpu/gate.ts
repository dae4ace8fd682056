// A gate: the byte sequence at which a modelled kernel function takes over from the processor. It means that in kernel
// text alone, and lies within one page; anywhere else it is the undefined instruction that it begins with.

/** ud2, which no compiled code runs, then the marker. */
const GATE_PREFIX = [0x0f, 0x0b, 0x4b] as const;
export const GATE_LENGTH = 5;

export interface Gate {
  /** One ASCII letter. */
  readonly kernel: string;
  readonly gate: number;
}

/** `0f 0b 4b KK GG`: KK is the kernel's letter, GG the index of the gate. */
export function gateBytes(kernel: string, gate: number): Uint8Array {
  return Uint8Array.of(...GATE_PREFIX, kernel.charCodeAt(0) & 0x7f, gate & 0xff);
}

/** The gate these bytes begin with. */
export function gateIn(bytes: Uint8Array): Gate | undefined {
  if (bytes.length < GATE_LENGTH || GATE_PREFIX.some((byte, i) => bytes[i] !== byte)) return undefined;
  return { kernel: String.fromCharCode(bytes[3] ?? 0), gate: bytes[4] ?? 0 };
}
