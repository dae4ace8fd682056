// What the tool in the kernel that has taken over knows of A. Kernel B has it from A, by the channels that were chosen; kernel C
// has booted from the disk and has it from the image and from A's own control page.

import { DEFAULT_CHANNELS } from "../../api.ts";
import { OTHER_BOOT, type HibernationActors } from "../actors.ts";
import { readFact } from "../channels.ts";
import type { Kernel } from "../kernel.ts";
import { type BackupMap, readBackupMap } from "./old-memory.ts";

/** 0 for what has not come. */
export interface PeerFacts {
  readonly entry: number;
  readonly map: number;
  readonly header: number;
}

export function factsOf(kernel: Kernel, { route }: HibernationActors): PeerFacts {
  const resumed = kernel.letter === "C";
  const by = resumed ? { ...route, channels: DEFAULT_CHANNELS } : route;
  const map = readFact(kernel, "map", by) ?? 0;
  return {
    entry: readFact(kernel, "entry", by) ?? 0,
    map: map !== 0 && kernel.circumstances.has("stale-map") ? map + OTHER_BOOT : map,
    header: resumed ? kernel.bootParams.get("elfcorehdr") : (readFact(kernel, "header", by) ?? 0),
  };
}

/** The map of A's pages; empty where it is not known. */
export function mapOf(kernel: Kernel, head: number): BackupMap {
  const { memory } = kernel;
  const map = readBackupMap((address) => memory.read32(address), head, memory.frameCount);
  return typeof map === "string" ? new Map() : map;
}
