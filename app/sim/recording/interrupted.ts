// Modelled functions that an interrupt has stopped between two of their operations. One goes on when the processor comes
// back to the gate it stood on, with the stack it had: by the handler's iret, not by magic.

import type { KernelName } from "../api.ts";
import type { Cpu } from "../cpu/cpu.ts";
import { ESP } from "../cpu/state.ts";
import type { Work } from "../kernel/step.ts";

interface Frame {
  readonly kernel: KernelName;
  readonly work: Work;
  readonly eip: number;
  readonly esp: number;
}

export class InterruptedWork {
  private readonly frames: Frame[] = [];
  private readonly cpu: Cpu;

  constructor(cpu: Cpu) {
    this.cpu = cpu;
  }

  private here(): Pick<Frame, "eip" | "esp"> {
    return { eip: this.cpu.eip, esp: this.cpu.regs[ESP] };
  }

  /** An interrupt is about to be taken here. */
  push(kernel: KernelName, work: Work): void {
    this.frames.push({ kernel, work, ...this.here() });
  }

  /** None of them will ever go on. */
  clear(): void {
    this.frames.length = 0;
  }

  /** The function that was stopped here, if one was; those stopped after it will never go on. */
  take(kernel: KernelName): Work | undefined {
    const { eip, esp } = this.here();
    const index = this.frames.findLastIndex(
      (frame) => frame.kernel === kernel && frame.eip === eip && frame.esp === esp,
    );
    return index < 0 ? undefined : this.frames.splice(index)[0]?.work;
  }
}
