// What each channel can do for each fact, and what lies there now for the kernel that has taken over from A.

import type { ChannelView } from "../../api.ts";
import { CHANNEL_TABLE, type Peer } from "../../kernel/channels.ts";
import { PAGE_OFFSET } from "../../kernel/image-pages.ts";
import { BOOT_PARAMS, KIMAGE } from "../../kernel/layouts.ts";
import type { HibernationPlan } from "../../kernel/plan.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { Run } from "../run.ts";
import { isInPlace, type KernelMemory } from "./kernel-memory.ts";

export function channelViews(
  run: Run,
  { channels }: HibernationPlan,
  memory: PhysMemory,
  kernels: readonly KernelMemory[],
): ChannelView[] {
  const peer = kernels.find((one) => one.kernel !== "A" && isInPlace(run, one));
  const route = { channels, headAt: run.revision.links.head };
  return CHANNEL_TABLE.map(({ fact, channel, firstBoot, reEntry, read }) => {
    const value = peer === undefined ? undefined : read(peerAt(memory, peer), route);
    const chosen = channels[fact] === channel;
    return { fact, channel, chosen, firstBoot, reEntry, ...(value === undefined ? {} : { value }) };
  });
}

function peerAt(memory: PhysMemory, { data, at, page }: KernelMemory): Peer {
  const image = data.get("kexec_image");
  return {
    memory,
    data,
    bootParams: at(BOOT_PARAMS, data.get("boot_params")),
    kimage: at(KIMAGE, image === 0 ? page("kimage") : (image - PAGE_OFFSET) >>> 0),
  };
}
