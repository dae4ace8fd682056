// What a system call that jumps must leave as it was, whether it succeeds or fails: tasks, devices, processors, console,
// locks, interrupts. And what devices may write to meanwhile.

import type { KernelName } from "../api.ts";
import { hex32, hexPfn } from "../core/hex.ts";
import type { DeviceSight } from "../devices/board.ts";
import { PROCESSOR_UNIT } from "../devices/registers.ts";
import { stateOf } from "../kernel/drivers/driver.ts";
import type { ImageHeader } from "../kernel/hibernation/image-format.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { FILES_MAX, offsetOfFile, SUPERBLOCK } from "../kernel/layouts.ts";
import { offsetOf } from "../kernel/struct.ts";
import { readTasks } from "../kernel/tasks.ts";
import { kernelOf } from "../memory/content-store.ts";
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

/** A file as it was when it had just been saved. */
interface SavedFile {
  readonly by: KernelName;
  readonly block: number;
  readonly bytes: Uint8Array;
}

export class SystemChecker {
  private readonly machine: Machine;
  private readonly recording: Recording;
  private readonly book: InvariantBook;
  private readonly before = new Map<KernelName, Before>();
  /** What A was before the call, by the sequence of the image that was made of it. */
  private readonly images = new Map<number, Before>();
  /** Files that were on the file system before the run. */
  private readonly earlier: number;
  private readonly files: SavedFile[] = [];

  constructor(machine: Machine, recording: Recording, book: InvariantBook) {
    this.machine = machine;
    this.recording = recording;
    this.book = book;
    const brought = machine.plan.hibernation?.coldStart;
    this.earlier = brought?.header.saves ?? 0;
    if (brought !== undefined)
      book.unknowable("disk-consistent", "files that were saved before the image was brought have not come with it");
  }

  /** Of the kernels that ran, only A can come back. */
  powerGone(): void {
    for (const letter of this.before.keys()) if (letter !== "A") this.before.delete(letter);
  }

  imageMade({ sequence }: ImageHeader): void {
    const before = this.before.get("A");
    if (before !== undefined) this.images.set(sequence, before);
  }

  imageTaken({ sequence }: ImageHeader): void {
    const before = this.images.get(sequence);
    if (before !== undefined) this.before.set("A", before);
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
    const superblock = this.block(0);
    const saves = superblock[offsetOf(SUPERBLOCK, "saves") / 4] ?? 0;
    const block = this.listed(superblock, saves - 1 + FILES_MAX) ?? 0;
    const before = this.earlier + this.files.length;
    this.files.push({ by: kernel.letter, block, bytes: this.bytesOf(block).slice() });
    if (saves !== before + 1) {
      const text = `kernel ${kernel.letter} writes a superblock with ${saves} files over one with ${before} that it has never read`;
      this.book.report("disk-consistent", false, text);
      return;
    }
    this.filesRemain();
  }

  atEnd(): void {
    if (this.files.length > 0) this.filesRemain();
  }

  /** Each file is in the block that the superblock names, as it was when it was saved. */
  private filesRemain(): void {
    const superblock = this.block(0);
    const { files, earlier } = this;
    const lost = files.findIndex(({ block, bytes }, i) => {
      const number = earlier + i;
      const listed = number + FILES_MAX < earlier + files.length || this.listed(superblock, number) === block;
      const now = this.bytesOf(block);
      return !listed || bytes.some((byte, at) => byte !== now[at]);
    });
    const file = files[lost];
    const all = earlier + files.length;
    const detail =
      file === undefined
        ? `${all} files saved, ${all} on the disk`
        : `file ${earlier + lost + 1}, saved by kernel ${file.by} in block ${file.block}, is not there any more`;
    this.book.report("disk-consistent", file === undefined, detail);
  }

  private listed(superblock: Uint32Array, file: number): number | undefined {
    return superblock[offsetOfFile(file % FILES_MAX) / 4 + 1];
  }

  private block(number: number): Uint32Array {
    const { memory } = this.machine;
    return memory.store.words(memory.table[memory.frameCount + number] ?? 0);
  }

  private bytesOf(block: number): Uint8Array {
    const { memory } = this.machine;
    return memory.store.bytesOf(memory.table[memory.frameCount + block] ?? 0);
  }

  /** A device has written into a frame by itself; `content` is what was there before. While its master runs, memory is its. Answers whether it may. */
  wrote(device: string, frame: number, content: number, running: KernelName): boolean {
    const { store, cpu } = this.machine;
    const owner = store.owner(content);
    const home = store.home(content);
    const master = this.masterOf(device);
    const firmware = this.recording.phases.at(-1)?.id === "firmware";
    const holds = (running === master && (cpu.paging || firmware)) || (owner === master && home === frame);
    const whose = kernelOf(owner) === undefined ? "nobody" : `kernel ${owner}`;
    const detail = holds
      ? `${device} writes into frame ${hexPfn(frame)}, a page of kernel ${master}`
      : `${device}, set to work by kernel ${master}, writes into frame ${hexPfn(frame)}, which holds a page of ${whose}` +
        ` (${store.what(content)}, at home in ${hexPfn(home)})`;
    this.book.report("dma-at-home", holds, detail);
    return holds;
  }

  /** The kernel that has last set a device to work; whoever has the machine since power came, if nobody has. */
  masterOf(device: string): KernelName {
    const { boots, deviceMarks } = this.recording;
    const { from = 0, kernel = "A" } = boots.at(-1) ?? {};
    const mark = deviceMarks.findLast((one) => one.device === device && one.state === "running" && one.t >= from);
    return mark?.kernel ?? kernel;
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
