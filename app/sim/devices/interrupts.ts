// The wires between devices, interrupt controllers and the boot processor. A line goes to both controllers; which of
// them the processor hears is the IMCR's business.

import { NEVER, type PortDevice, word } from "./device.ts";
import type { IoBus } from "./io-bus.ts";
import { IoApic } from "./io-apic.ts";
import { Imcr } from "./imcr.ts";
import { Pic } from "./pic.ts";
import { LINES, PIC } from "./registers.ts";

export const NMI_VECTOR = 2;

export interface PendingInterrupt {
  readonly vector: number;
  /** Undefined for a non-maskable one. */
  readonly line: number | undefined;
}

export interface LineSight {
  readonly line: number;
  readonly requested: boolean;
  readonly inService: boolean;
  readonly masked: boolean;
  readonly vector: number;
}

/** The processor's NMI input: one edge is remembered. */
class NmiLatch implements PortDevice {
  readonly name = "NMI";
  readonly firstPort = 0;
  readonly portCount = 0;
  readonly stateWords = 1;
  read(): number {
    return NEVER;
  }
  write(): void {}
}

export class Interrupts {
  private readonly io: IoBus;
  private readonly master = new Pic("master");
  private readonly slave = new Pic("slave");
  private readonly ioApic = new IoApic();
  private readonly imcr = new Imcr();
  private readonly nmi = new NmiLatch();

  constructor(io: IoBus) {
    this.io = io;
    for (const device of [this.master, this.slave, this.ioApic, this.imcr, this.nmi]) io.attach(device);
  }

  get symmetric(): boolean {
    return this.imcr.isSymmetric(this.io.stateOf(this.imcr));
  }

  raise(line: number): void {
    const { pic, own } = this.picOf(line);
    pic.raise(own, this.io.stateOf(pic));
    this.ioApic.raise(line, this.io.stateOf(this.ioApic));
    this.io.touch();
  }

  raiseNmi(): void {
    this.io.stateOf(this.nmi)[0] = 1;
    this.io.touch();
  }

  /** Would another edge on this line leave everything as it is? */
  ignores(line: number): boolean {
    const { pic, own } = this.picOf(line);
    const state = this.io.stateOf(this.ioApic);
    return (
      pic.isRequested(own, this.io.stateOf(pic)) &&
      (this.ioApic.isRequested(line, state) || this.ioApic.isMasked(line, state))
    );
  }

  /** What the processor is asked to take, if anything. */
  pending(): PendingInterrupt | undefined {
    if (word(this.io.stateOf(this.nmi), 0) !== 0) return { vector: NMI_VECTOR, line: undefined };
    const line = this.symmetric ? this.ioApic.pending(this.io.stateOf(this.ioApic)) : this.legacyLine();
    if (line === undefined) return undefined;
    return { vector: this.vectorOf(line), line };
  }

  private legacyLine(): number | undefined {
    const fromSlave = this.slave.pending(this.io.stateOf(this.slave));
    const held = fromSlave === undefined ? 0 : 1 << PIC.cascade;
    const line = this.master.pending(this.io.stateOf(this.master), held);
    return line === PIC.cascade && fromSlave !== undefined ? 8 + fromSlave : line;
  }

  /** The processor takes what is pending. */
  acknowledge({ line }: PendingInterrupt): void {
    if (line === undefined) this.io.stateOf(this.nmi)[0] = 0;
    else if (this.symmetric) this.ioApic.acknowledge(line, this.io.stateOf(this.ioApic));
    else {
      const { pic, own } = this.picOf(line);
      if (pic === this.slave) this.master.acknowledge(PIC.cascade, this.io.stateOf(this.master));
      pic.acknowledge(own, this.io.stateOf(pic));
    }
    this.io.touch();
  }

  /** As the controller sees them that reaches the processor. */
  lines(): LineSight[] {
    return Array.from({ length: LINES }, (_, line) => {
      const { pic, own } = this.symmetric ? { pic: this.ioApic, own: line } : this.picOf(line);
      const state = this.io.stateOf(pic);
      return {
        line,
        requested: pic.isRequested(own, state),
        inService: pic.isInService(own, state),
        masked: pic.isMasked(own, state),
        vector: pic.vectorOf(own, state),
      };
    });
  }

  private vectorOf(line: number): number {
    if (this.symmetric) return this.ioApic.vectorOf(line, this.io.stateOf(this.ioApic));
    const { pic, own } = this.picOf(line);
    return pic.vectorOf(own, this.io.stateOf(pic));
  }

  private picOf(line: number): { readonly pic: Pic; readonly own: number } {
    return line < 8 ? { pic: this.master, own: line } : { pic: this.slave, own: line - 8 };
  }
}
