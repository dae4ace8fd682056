// Where a core file keeps those pages of A that had been exchanged: the backup pages map as the file itself has it, or as
// old memory has it while it is exported.

import type { ImageHeaderView } from "../../api.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { headOf, readBackupMap } from "../../kernel/hibernation/old-memory.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";

/** Home frame and the frame it is kept in, by turns; undefined where what is there is no map. */
type Kept = Uint32Array | undefined;
type Read = (address: number) => number;

const WORDS = PAGE_SIZE / 4;

/** Words of A's memory by the addresses that its control code knows, out of the blocks of an image. */
function readerOf({ store, table, frameCount }: PhysMemory, { loads, fileBlock }: ImageHeaderView): Read {
  return (address) => {
    const load = loads.find(({ paddr, bytes }) => address >= paddr && address < paddr + bytes);
    if (load === undefined) return 0;
    const at = load.offset + (address - load.paddr);
    return store.words(table[frameCount + fileBlock + (at >>> PAGE_SHIFT)] ?? 0)[(at >>> 2) % WORDS] ?? 0;
  };
}

function keptBy(read: Read, { map, entry }: { map: number; entry: number }, headAt: number, frames: number): Kept {
  const head = map === 0 && entry !== 0 ? headOf(read, entry, headAt) : map;
  const pairs = readBackupMap(read, head, frames);
  return typeof pairs === "string" ? undefined : Uint32Array.from([...pairs].flat());
}

/** `headAt`: of the head word in a control page, where the map itself has not travelled. */
export const keptInImage = (memory: PhysMemory, header: ImageHeaderView, headAt: number): Kept =>
  header.loads.length === 0 ? undefined : keptBy(readerOf(memory, header), header, headAt, header.frames);

export const keptInMemory = (memory: PhysMemory, facts: { map: number; entry: number }, headAt: number): Kept =>
  keptBy((address) => memory.read32(address), facts, headAt, memory.frameCount);
