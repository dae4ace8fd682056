// Defects of the devices, of interrupts, and of the recording of what happens by itself.

import { type Defect, defectsIn } from "./defect.ts";

export const BOARD_DEFECTS: readonly Defect[] = defectsIn("app/sim", [
  [
    "pic: nothing is held back while in service",
    "devices/pic",
    "return line < first(word(state, IN_SERVICE)) ? line : undefined;",
    "return line < LINES_EACH ? line : undefined;",
    "devices/interrupts",
  ],
  [
    "pic: the slave's lines come without the master's",
    "devices/interrupts",
    "if (pic === this.slave) this.master.acknowledge(PIC.cascade, this.io.stateOf(this.master));",
    "",
    "devices/interrupts",
  ],
  [
    "i/o apic: a masked edge is kept",
    "devices/io-apic",
    "if (!this.isMasked(line, state)) state[REQUESTS]",
    "state[REQUESTS]",
    "devices/interrupts",
  ],
  [
    "timer: the rhythm begins anew after a pause",
    "devices/pit",
    "if (word(state, NEXT) <= now) state[NEXT] = this.following(state, now);",
    "state[NEXT] = now + word(state, DIVISOR);",
    "devices/pit",
  ],
  [
    "network card: reads the ring for each packet",
    "devices/nic",
    "const buffer = word(state, KEPT + entry);",
    "const buffer = bench.memory.read32(at(state, NIC.ring) + entry * NIC.entryBytes);",
    "devices/nic",
  ],
  [
    "network card: answers in D3",
    "devices/nic",
    "return this.sleeps(state) ? ALL_ONES : at(state, register);",
    "return at(state, register);",
    "devices/nic",
  ],
  [
    "disk: a command is done at once",
    "devices/disk",
    "state[DUE] = now + timeFor(countOf(word(state, OPERATION)));",
    "state[DUE] = now;",
    "devices/disk",
  ],
  [
    "memory: storage is not hashed",
    "memory/phys-memory",
    "for (let frame = 0; frame < this.table.length; frame++)",
    "for (let frame = 0; frame < this.frames.length; frame++)",
    "memory/phys-memory",
  ],
  [
    "interrupts: taken right behind sti",
    "cpu/exec/system",
    "core.shadowed = (core.words[EFLAGS] & FLAG.IF) === 0;",
    "",
    "cpu/interrupts",
  ],
  [
    "interrupts: a halted processor sleeps on",
    "cpu/cpu",
    "    this.words[HALTED] = 0;\n    this.shadowed = false;",
    "    this.shadowed = false;",
    "cpu/interrupts",
  ],
  [
    "recording: devices act when the processor happens to stop",
    "recording/processor-run",
    "Math.min(tuning.instructions, left, room)",
    "Math.min(tuning.instructions, left)",
    "recording/happenings",
  ],
  [
    "recording: what an interrupt has stopped begins again",
    "recording/recorder",
    "this.interrupted.take(name) ?? this.atGate(name, stop.gate)",
    "this.atGate(name, stop.gate)",
    "recording/happenings",
  ],
  [
    "recording: an appointment waits for the next instruction",
    "recording/happenings",
    "if (this.appointments.next <= t) return",
    "if (this.appointments.next < t) return",
    "recording/happenings",
  ],
]);
