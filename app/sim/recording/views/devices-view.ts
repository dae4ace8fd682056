// Devices at one position: what the hardware does, from the board's registers, and what each kernel believes, from the
// device tables in RAM.

import { DEVICE_STATES, type DeviceRegister, type DeviceView } from "../../api.ts";
import type { Board, DeviceSight } from "../../devices/board.ts";
import { SAVED_WORDS } from "../../kernel/drivers/saved-words.ts";
import { CPU, CPU_TABLE_OFFSET, DEVICE, offsetOfSaved } from "../../kernel/layouts.ts";
import type { KernelMemory } from "./kernel-memory.ts";

const MOST_DEVICES = 8;

interface Row {
  readonly name: string;
  readonly side: DeviceView["kernels"][number];
}

function rowsOf(memory: KernelMemory): Row[] {
  const count = Math.min(MOST_DEVICES, memory.data.get("nr_devices"));
  return Array.from({ length: count }, (_, index) => {
    const address = memory.page("devices") + index * DEVICE.size;
    const row = memory.at(DEVICE, address);
    const name = row.text("name");
    const state = DEVICE_STATES[row.get("power_state")] ?? "dead";
    const saved = row.get("is_saved") === 0 ? [] : savedWords(memory, name, address);
    return { name, side: { kernel: memory.kernel, state, saved, address } };
  });
}

/** The processors that a kernel takes down and brings back like devices. */
function cpuRowsOf(memory: KernelMemory): Row[] {
  const others = Math.max(0, Math.min(MOST_DEVICES, memory.data.get("nr_cpus")) - 1);
  return Array.from({ length: others }, (_, index) => {
    const address = memory.page("devices") + CPU_TABLE_OFFSET + (index + 1) * CPU.size;
    const row = memory.at(CPU, address);
    const state = row.get("online") !== 0 ? "running" : row.get("frozen") !== 0 ? "quiet" : "off";
    return { name: `cpu${index + 1}`, side: { kernel: memory.kernel, state, saved: [], address } };
  });
}

const savedWords = ({ homes }: KernelMemory, device: string, address: number): DeviceRegister[] =>
  (SAVED_WORDS[device] ?? []).map((word, index) => ({
    ...word,
    value: homes.read32(address + offsetOfSaved(index)),
  }));

const namesOf = (rows: readonly Row[]): string[] => [...new Set(rows.map(({ name }) => name))];

/** Those of the device tables in the order in which a kernel suspends them, then the rest of the board. */
export function devicesView(board: Board, kernels: readonly KernelMemory[]): DeviceView[] {
  const sights = board.sights();
  const devices = kernels.flatMap(rowsOf);
  const cpus = kernels.flatMap(cpuRowsOf);
  const rows = [...devices, ...cpus];
  const known = [...namesOf(devices).toReversed(), ...namesOf(cpus)];
  const others = sights.map(({ name }) => name).filter((name) => !known.includes(name));
  return [...known, ...others].map((name) =>
    deviceView(
      name,
      sights.find((sight) => sight.name === name),
      rows.filter((row) => row.name === name),
    ),
  );
}

function deviceView(name: string, sight: DeviceSight | undefined, rows: readonly Row[]): DeviceView {
  const { title = name, active = false, doing = "", registers = [], frames = [], irq, due } = sight ?? {};
  return {
    name,
    title,
    active,
    doing,
    ...(irq === undefined ? {} : { irq }),
    registers,
    kernels: rows.map(({ side }) => side),
    frames,
    ...(due === undefined ? {} : { due }),
  };
}
