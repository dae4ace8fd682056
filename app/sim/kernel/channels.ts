// How facts travel from kernel A to the kernel it jumps to: what each channel can carry, at the first boot of that kernel
// and when it is entered again, and where the tool there finds it. Everything is read from RAM.

import type { Channel, TravellingFact } from "../api.ts";
import { findNote, type JumpFacts, readKjump, readNotes, readOldMemoryHeaders } from "../formats/elf-core.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { type BackupMap, headOf, OldMemory, readBackupMap } from "./hibernation/old-memory.ts";
import { entryKind } from "./kimage-entry.ts";
import type { Kernel } from "./kernel.ts";
import { readText } from "./struct.ts";

/** What of a kernel the readers look at. */
export type Peer = Pick<Kernel, "memory" | "data" | "bootParams" | "kimage">;

/** How a run's facts travel. */
export interface Route {
  readonly channels: Readonly<Record<TravellingFact, Channel>>;
  /** Offset of the head word in a control page of the revision at hand. */
  readonly headAt: number;
}

interface Carries {
  readonly can: boolean;
  readonly why: string;
}

export interface ChannelRow {
  readonly fact: TravellingFact;
  readonly channel: Channel;
  readonly firstBoot: Carries;
  readonly reEntry: Carries;
  /** What lies there. */
  readonly read: (peer: Peer, route: Route) => number | undefined;
}

const can = (why: string): Carries => ({ can: true, why });
const cannot = (why: string): Carries => ({ can: false, why });
const never = (why: string) => ({ firstBoot: cannot(why), reEntry: cannot(why), read: () => undefined });
const OF_FIRST_BOOT = "it is as it was at the first boot: right only as long as A has loaded no other image since";

const BY_HEADER = "only the ELF core header says where it lies, so that has to have come too";
const UNLESS_EXCHANGED = `${BY_HEADER}; if its page has been exchanged, it takes the map to find it`;
const IN_ITSELF = `${BY_HEADER}; not if its page has been exchanged, because only the map says where such pages are`;

export const CHANNEL_TABLE: readonly ChannelRow[] = [
  {
    fact: "entry",
    channel: "command-line",
    firstBoot: can("purgatory appends it: the control page was allocated after the text had been written"),
    reEntry: cannot(`purgatory does not run, and the text stays: ${OF_FIRST_BOOT}`),
    read: (peer) => numberAfter(peer.bootParams.text("cmdline"), "kexec_jump_back_entry"),
  },
  {
    fact: "entry",
    channel: "register",
    firstBoot: can("EDI in v8, the return address on the stack in mainline; purgatory hands it on"),
    reEntry: can("the control code keeps what the caller leaves: the next image start"),
    read: entryInRegister,
  },
  {
    fact: "entry",
    channel: "note",
    firstBoot: can(`A's kernel writes it before the jump; ${UNLESS_EXCHANGED}`),
    reEntry: can(`A's kernel writes it anew before every jump; ${UNLESS_EXCHANGED}`),
    read: (peer, route) => factInNote(peer, route, "entry"),
  },
  { fact: "entry", channel: "initrd", ...never("the file is written before kexec_load has allocated a control page") },
  {
    fact: "map",
    channel: "command-line",
    ...never("purgatory knows a return address, and nothing of the list behind it"),
  },
  {
    fact: "map",
    channel: "register",
    firstBoot: can("the entry lies in A's control page, which holds the head word of the list"),
    reEntry: can("the same control page, filled anew by every jump"),
    read: mapByRegister,
  },
  {
    fact: "map",
    channel: "note",
    firstBoot: can(`beside the entry; ${IN_ITSELF}`),
    reEntry: can(`A's kernel writes it anew before every jump; ${IN_ITSELF}`),
    read: (peer, route) => factInNote(peer, route, "map"),
  },
  { fact: "map", channel: "initrd", ...never("the file is written before kexec_load has made a list") },
  {
    fact: "header",
    channel: "command-line",
    firstBoot: can("elfcorehdr=: the kexec tool knows where it puts the header"),
    reEntry: cannot(`nobody writes the text anew; the kernel keeps what it has read: ${OF_FIRST_BOOT}`),
    read: (peer, route) =>
      noted(peer, route, "command-line") ?? numberAfter(peer.bootParams.text("cmdline"), "elfcorehdr"),
  },
  { fact: "header", channel: "register", ...never("there is one register, and the entry is in it") },
  { fact: "header", channel: "note", ...never("the header says where the notes are, not the other way round") },
  {
    fact: "header",
    channel: "initrd",
    firstBoot: can("the kexec tool writes its address behind the files of the initrd"),
    reEntry: cannot(
      `the initrd is not loaded again, and its pages are free; the kernel keeps what it has read: ${OF_FIRST_BOOT}`,
    ),
    read: (peer, route) => noted(peer, route, "initrd") ?? headerInInitrd(peer),
  },
];

/** elfcorehdr_addr: the kernel's own word, which outlives the text that it was read from. */
function noted({ data }: Peer, { channels }: Route, channel: Channel): number | undefined {
  const address = data.get("elfcorehdr_addr");
  return address === 0 || channels.header !== channel ? undefined : address;
}

const rowOf = (fact: TravellingFact, channel: Channel): ChannelRow | undefined =>
  CHANNEL_TABLE.find((row) => row.fact === fact && row.channel === channel);

/** A fact by the channel that is chosen for it; undefined where it has not come. */
export const readFact = (peer: Peer, fact: TravellingFact, route: Route): number | undefined =>
  rowOf(fact, route.channels[fact])?.read(peer, route);

// ---------------------------------------------------------------------------------------------- command line, initrd

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1 << 10, M: 1 << 20, G: 1 << 30 };

/** The last `key=` counts, as for the kernel. Sizes may have a unit. */
export function numberAfter(text: string, key: string): number | undefined {
  const values = text.split(/\s+/).filter((word) => word.startsWith(`${key}=`));
  const found = /^(0x[0-9a-f]{1,8}|\d{1,10})([KMG]?)$/i.exec(values.at(-1)?.slice(key.length + 1) ?? "");
  if (found === null) return undefined;
  const value = Number(found[1]) * (UNITS[(found[2] ?? "").toUpperCase()] ?? 1);
  return value <= 0xffff_ffff ? value : undefined;
}

const INITRD_KEY = "elfcorehdr";
const INITRD_TEXT_BYTES = 64;

/** What the kexec tool writes at the start of the last page of the initrd's data. */
export const initrdText = (header: number): string => `${INITRD_KEY}=0x${header.toString(16)}`;

function headerInInitrd({ bootParams, memory }: Peer): number | undefined {
  const start = bootParams.get("initrd");
  for (let at = start + bootParams.get("initrd_size") - PAGE_SIZE; start !== 0 && at >= start; at -= PAGE_SIZE) {
    const text = readText(memory, at, INITRD_TEXT_BYTES);
    if (text.startsWith(`${INITRD_KEY}=`)) return numberAfter(text, INITRD_KEY);
  }
  return undefined;
}

// ---------------------------------------------------------------------------------------------- register, stack

function entryInRegister({ data, kimage }: Peer): number | undefined {
  const entry = data.get("visits") === 0 ? data.get("jump_back_entry") : kimage.get("start");
  return entry === 0 ? undefined : entry;
}

function mapByRegister(peer: Peer, { headAt }: Route): number | undefined {
  const entry = entryInRegister(peer);
  if (entry === undefined) return undefined;
  const head = headOf((address) => peer.memory.read32(address), entry, headAt);
  return entryKind(head) === "indirection" || entryKind(head) === "done" ? head : undefined;
}

// ---------------------------------------------------------------------------------------------- note

/** Notes lie in A's memory, perhaps in pages that have been exchanged; a map that comes by note cannot help to find it. */
function mapForNotes(peer: Peer, route: Route): BackupMap {
  const head = route.channels.map === "note" ? undefined : readFact(peer, "map", route);
  const { memory } = peer;
  const map = readBackupMap((address) => memory.read32(address), head ?? 0, memory.frameCount);
  return typeof map === "string" ? new Map() : map;
}

/** Headers of a core that has a few notes and loads. */
const HEADER_BYTES = 16 * PAGE_SIZE;

function factInNote(peer: Peer, route: Route, fact: keyof JumpFacts): number | undefined {
  const header = readFact(peer, "header", route);
  if (header === undefined) return undefined;
  const core = readOldMemoryHeaders(peer.memory.slice(header, HEADER_BYTES));
  if (!core.ok) return undefined;
  const words = new OldMemory(peer.memory, mapForNotes(peer, route));
  for (const { paddr, bytes } of core.value.notes) {
    const notes = readNotes(Uint8Array.from({ length: bytes }, (_, i) => words.read8(paddr + i)));
    const note = notes.ok ? findNote(notes.value, "KJUMP") : undefined;
    const facts = note === undefined ? undefined : readKjump(note);
    if (facts?.ok === true) return facts.value[fact] === 0 ? undefined : facts.value[fact];
  }
  return undefined;
}
