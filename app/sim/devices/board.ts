// The devices every machine has, attached to their ports. A machine that repeats a recorded one gets its own set.

import { IoBus } from "./io-bus.ts";
import { Uart } from "./uart.ts";

export interface Board {
  readonly io: IoBus;
  readonly uart: Uart;
}

export function createBoard(): Board {
  const io = new IoBus();
  const uart = new Uart();
  io.attach(uart);
  return { io, uart };
}
