// eth0, a bus-master network card. When it is enabled it fetches the ring's buffer addresses and keeps them; packets
// arrive by themselves and land in those buffers, round and round, whosever frames they have become.

import type { DeviceRegister } from "../api.ts";
import { hex32 } from "../core/hex.ts";
import { randomAt } from "../core/rng.ts";
import { PAGE_SHIFT } from "../core/units.ts";
import { type Act, type Bench, bit, NEVER, type PortDevice, type Sight, word } from "./device.ts";
import { LINE, NIC } from "./registers.ts";

const REGISTER_BYTES = 32;
/** Words of state: the registers by offset / 4, then these. */
const DUE = 8;
/** Buffers kept on the card, and how many. */
const KEPT = 9;
const COUNT = KEPT + NIC.most;
const ALL_ONES = 0xffffffff;
/** Packets are whole words long. */
const LENGTHS = (NIC.largestPacket - NIC.smallestPacket) / 4 + 1;
/** Keeps the streams of random numbers apart. */
const INTERVALS = 0x1e70;
const BYTES = 0xb17e5;

const at = (state: Uint32Array, register: number): number => word(state, register / 4);

const MEANINGS: readonly (readonly [name: string, register: number, meaning: string])[] = [
  ["CONTROL", NIC.control, "bit 0 receives, bit 2 low power"],
  ["RING", NIC.ring, "physical address of the ring"],
  ["RING_SIZE", NIC.ringSize, "entries"],
  ["HEAD", NIC.head, "next entry to be filled"],
  ["STATUS", NIC.status, "bit 0: a packet has been received"],
  ["MASK", NIC.mask, "bit 0: interrupts are on"],
  ["PACKETS", NIC.packets, "received since reset"],
  ["PERIOD", NIC.period, "operations between two packets, on average"],
];

export class Nic implements PortDevice {
  readonly name = NIC.name;
  readonly title = "network card, bus master";
  readonly firstPort = NIC.base;
  readonly portCount = REGISTER_BYTES;
  readonly wide = true;
  readonly stateWords = COUNT + 1;
  readonly irq = LINE.nic;
  readonly acpi = NIC.acpi;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  reset(state: Uint32Array): void {
    state.fill(0);
    state[DUE] = NEVER;
  }

  powerOn(state: Uint32Array): void {
    if (this.sleeps(state)) this.reset(state);
  }

  private sleeps(state: Uint32Array): boolean {
    return bit(at(state, NIC.control), NIC.d3);
  }

  read(register: number, state: Uint32Array): number {
    return this.sleeps(state) ? ALL_ONES : at(state, register);
  }

  write(register: number, value: number, state: Uint32Array, bench: Bench): void {
    if (this.sleeps(state)) return;
    if (register === NIC.control) this.control(value, state, bench);
    else if (register === NIC.status) state[register / 4] = at(state, NIC.status) & ~value;
    else if (register !== NIC.head && register !== NIC.packets) state[register / 4] = value;
  }

  private control(value: number, state: Uint32Array, bench: Bench): void {
    if (bit(value, NIC.reset)) {
      const mask = at(state, NIC.mask);
      this.reset(state);
      state[NIC.mask / 4] = mask;
      return;
    }
    const was = at(state, NIC.control);
    state[NIC.control / 4] = value & (NIC.enable | NIC.d3);
    if (bit(value, NIC.d3) || !bit(value, NIC.enable)) state[DUE] = NEVER;
    else if (!bit(was, NIC.enable)) this.fetchRing(state, bench);
  }

  private fetchRing(state: Uint32Array, bench: Bench): void {
    const count = Math.min(at(state, NIC.ringSize), NIC.most);
    const ring = at(state, NIC.ring);
    for (let i = 0; i < count; i++) state[KEPT + i] = bench.memory.read32(ring + i * NIC.entryBytes);
    state[COUNT] = count;
    state[NIC.head / 4] = 0;
    const waits = count === 0 || at(state, NIC.period) === 0;
    state[DUE] = waits ? NEVER : bench.now + this.interval(state);
  }

  /** Half a period to one and a half. */
  private interval(state: Uint32Array): number {
    const period = at(state, NIC.period);
    return Math.max(1, (period >>> 1) + (randomAt(this.seed ^ INTERVALS, at(state, NIC.packets)) % period));
  }

  due(state: Uint32Array): number {
    return word(state, DUE);
  }

  act(state: Uint32Array, bench: Bench): Act {
    const entry = at(state, NIC.head);
    const buffer = word(state, KEPT + entry);
    const packet = at(state, NIC.packets) + 1;
    const length = this.receive(packet, buffer, bench);
    bench.memory.write32(at(state, NIC.ring) + entry * NIC.entryBytes + 4, length);
    state[NIC.head / 4] = (entry + 1) % Math.max(1, word(state, COUNT));
    state[NIC.packets / 4] = packet;
    state[NIC.status / 4] = at(state, NIC.status) | NIC.received;
    if (bit(at(state, NIC.mask), NIC.interrupt)) bench.raise(LINE.nic);
    state[DUE] = at(state, NIC.period) === 0 ? NEVER : bench.now + this.interval(state);
    return this.told(packet, buffer);
  }

  dma(pfn: number, state: Uint32Array, bench: Bench): Act {
    const packet = at(state, NIC.packets) + 1;
    const buffer = (pfn << PAGE_SHIFT) >>> 0;
    state[NIC.packets / 4] = packet;
    this.receive(packet, buffer, bench);
    return this.told(packet, buffer);
  }

  private told(packet: number, buffer: number): Act {
    return { label: "eth0: packet {b:dec} into frame {a:pfn}", a: buffer >>> PAGE_SHIFT, b: packet };
  }

  /** "PACKET n ", then what came over the wire. Returns its length. */
  private receive(packet: number, buffer: number, { memory }: Bench): number {
    const length = NIC.smallestPacket + 4 * (randomAt(this.seed, packet) % LENGTHS);
    const head = `PACKET ${packet} `;
    for (let i = 0; i < length; i += 4) {
      const noise = randomAt(this.seed ^ BYTES, packet * LENGTHS + i);
      let value = 0;
      for (let byte = 0; byte < 4; byte++) {
        const letter = i + byte < head.length ? head.charCodeAt(i + byte) : noise >>> (8 * byte);
        value |= (letter & 0xff) << (8 * byte);
      }
      memory.write32((buffer + i) >>> 0, value);
    }
    return length;
  }

  sight(state: Uint32Array): Sight {
    const count = word(state, COUNT);
    const active = word(state, DUE) !== NEVER;
    const kept = Array.from({ length: count }, (_, i) => word(state, KEPT + i));
    const low = this.sleeps(state);
    return {
      active,
      doing: low ? "in D3, low power" : active ? `receives packets into ${count} buffers` : "is quiet",
      registers: [
        ...MEANINGS.map(([name, register, meaning]): DeviceRegister => ({ name, value: at(state, register), meaning })),
        ...kept.map((buffer, i) => ({
          name: `buffer ${i}`,
          value: buffer,
          meaning: `kept: writes to ${hex32(buffer)}`,
        })),
      ],
      frames: active ? framesOf([...kept, at(state, NIC.ring)]) : [],
    };
  }
}

const framesOf = (addresses: readonly number[]): number[] =>
  [...new Set(addresses.map((address) => address >>> PAGE_SHIFT))].toSorted((a, b) => a - b);
