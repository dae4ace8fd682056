// What a system call that jumps must leave as it was, whether it succeeds or fails: tasks, devices, processors, console,
// locks, interrupts. And what devices may write to meanwhile.

import type { KernelName } from "../api.ts";
import { hex32, hexPfn } from "../core/hex.ts";
import type { DeviceSight } from "../devices/board.ts";
import { PROCESSOR_UNIT } from "../devices/registers.ts";
import { stateOf } from "../kernel/drivers/driver.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { SUPERBLOCK } from "../kernel/layouts.ts";
import { offsetOf } from "../kernel/struct.ts";
import { readTasks } from "../kernel/tasks.ts";
import type { InvariantBook, InvariantId } from "./invariant-book.ts";
import type { Machine } from "./machine.ts";
import type { Recording } from "./recording.ts";

const EFLAGS_IF = 0x200;

/** Words of kernel data that a call must leave as they were, and what a failure is called. */
const LOCKS = [
  ["kexec_lock", "kexec_lock is held"],
  ["system_transition_mutex", "system_transition_mutex is held"],
  ["cpu_hotplug_disabled", "processors may not come up"],
  ["sessions_frozen", "live update sessions are frozen"],
] as const;

/** Registers that say whether a device works, and its interrupt gets through. */
const SETTINGS = ["CONTROL", "MASK", "LCR", "MCR", "IER", "IMR", "divisor"];

interface Before {
  readonly active: ReadonlySet<string>;
  /** "eth0 CONTROL", and its value. */
  readonly settings: ReadonlyMap<string, number>;
  readonly online: readonly number[];
  readonly terminal: number;
}

export class SystemChecker {
  private readonly machine: Machine;
  private readonly recording: Recording;
  private readonly book: InvariantBook;
  private readonly before = new Map<KernelName, Before>();
  private saves = 0;

  constructor(machine: Machine, recording: Recording, book: InvariantBook) {
    this.machine = machine;
    this.recording = recording;
    this.book = book;
  }

  /** A kernel is about to make the call. */
  calls(kernel: Kernel): void {
    this.before.set(kernel.letter, this.sight(kernel));
  }

  /** A kernel is in user space again. */
  inUserSpace(kernel: Kernel): void {
    const before = this.before.get(kernel.letter) ?? this.sight(kernel);
    const now = this.sight(kernel);
    const { letter, data } = kernel;
    const frozen = readTasks(kernel).filter((task) => task.frozen || task.state === "uninterruptible");
    this.answer(
      "tasks-thawed",
      letter,
      frozen.map((task) => `${task.comm} is ${task.frozen ? "frozen" : "stuck"}`),
    );
    this.answer("devices-resumed", letter, [
      ...this.notRunning(kernel),
      ...[...before.active].filter((name) => !now.active.has(name)).map((name) => `${name} does not work any more`),
      ...[...before.settings]
        .filter(([name, value]) => now.settings.get(name) !== value)
        .map(([name, value]) => `${name} was ${hex32(value)}, is ${hex32(now.settings.get(name) ?? 0)}`),
    ]);
    const missing = before.online.filter((id) => !now.online.includes(id));
    this.answer(
      "processors-online",
      letter,
      missing.map((id) => `cpu${id} is down`),
    );
    this.answer("console-resumed", letter, [
      ...(data.get("console_suspended") === 0 ? [] : ["the console is suspended"]),
      ...(now.terminal === before.terminal ? [] : [`terminal ${now.terminal} is in front`]),
    ]);
    this.answer(
      "locks-released",
      letter,
      LOCKS.flatMap(([word, text]) => (data.get(word) === 0 ? [] : [text])),
    );
    const off = (kernel.cpu.eflags & EFLAGS_IF) === 0;
    this.answer("interrupts-on", letter, off ? ["EFLAGS.IF = 0"] : []);
  }

  /** A kernel has looked for its devices. */
  probed(kernel: Kernel): void {
    this.answer("devices-reachable", kernel.letter, this.notRunning(kernel));
  }

  /** A kernel has saved a file: all files saved so far, by either kernel, must be on the disk. */
  saved(kernel: Kernel): void {
    this.saves++;
    const { memory } = this.machine;
    const block = memory.store.words(memory.table[memory.frameCount] ?? 0);
    const saves = block[offsetOf(SUPERBLOCK, "saves") / 4] ?? 0;
    const holds = saves === this.saves;
    const detail = holds
      ? `${saves} files saved, ${saves} on the disk`
      : `kernel ${kernel.letter} writes a superblock with ${saves} files over one with ${this.saves - 1} that it has never read`;
    this.book.report("disk-consistent", holds, detail);
  }

  /** A device has written into a frame by itself; `content` is what was there before. While its master runs, memory is its. Answers whether it may. */
  wrote(device: string, frame: number, content: number, running: KernelName): boolean {
    const { store, cpu } = this.machine;
    const owner = store.owner(content);
    const home = store.home(content);
    const master = this.masterOf(device);
    const holds = (running === master && cpu.paging) || (owner === master && home === frame);
    const whose = owner === "A" || owner === "B" ? `kernel ${owner}` : "nobody";
    const detail = holds
      ? `${device} writes into frame ${hexPfn(frame)}, a page of kernel ${master}`
      : `${device}, set to work by kernel ${master}, writes into frame ${hexPfn(frame)}, which holds a page of ${whose}` +
        ` (${store.what(content)}, at home in ${hexPfn(home)})`;
    this.book.report("dma-at-home", holds, detail);
    return holds;
  }

  /** The kernel that has last set a device to work. */
  private masterOf(device: string): KernelName {
    const mark = this.recording.deviceMarks.findLast((one) => one.device === device && one.state === "running");
    return mark?.kernel ?? "A";
  }

  private notRunning(kernel: Kernel): string[] {
    return this.rows(kernel).flatMap((row) => {
      const state = stateOf(row);
      return state === "running" ? [] : [`${row.text("name")} is ${state}`];
    });
  }

  private rows(kernel: Kernel): ReturnType<Kernel["device"]>[] {
    return Array.from({ length: kernel.data.get("nr_devices") }, (_, index) => kernel.device(index));
  }

  private sight(kernel: Kernel): Before {
    const { board, io } = this.machine;
    const own = new Set(this.rows(kernel).map((row) => row.text("name")));
    const sights: readonly DeviceSight[] = board.sights();
    const ours = sights.filter((device) => own.has(device.name));
    const active = ours.filter((device) => device.active).map((device) => device.name);
    const settings = ours.flatMap(({ name, registers }) =>
      registers.filter((one) => SETTINGS.includes(one.name)).map((one) => [`${name} ${one.name}`, one.value] as const),
    );
    const count = kernel.data.get("nr_cpus");
    const online = Array.from({ length: count }, (_, id) => id).filter((id) => {
      const runs = id === 0 || io.read(PROCESSOR_UNIT.base + PROCESSOR_UNIT.stride * id, 4) === PROCESSOR_UNIT.running;
      return kernel.cpuRow(id).get("online") !== 0 && runs;
    });
    return { active: new Set(active), settings: new Map(settings), online, terminal: kernel.data.get("fg_console") };
  }

  private answer(id: InvariantId, letter: KernelName, failures: readonly string[]): void {
    const text = failures.length === 0 ? `kernel ${letter}: as before` : `kernel ${letter}: ${failures.join(", ")}`;
    this.book.report(id, failures.length === 0, text, letter === "A" ? 1 : 0);
  }
}
