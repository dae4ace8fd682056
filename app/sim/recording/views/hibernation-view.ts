// The disk with its images, /proc/vmcore, command lines and memory limits at one position: all of it read from RAM and from
// the blocks of the disk.

import type { ChannelView, CommandLineView, HibernationView, TravellingFact } from "../../api.ts";
import { BOOT_PARAMS } from "../../kernel/layouts.ts";
import { bootArea, cachedArea, FILE_SYSTEM_AREA, RAW_AREA, SLOTS, slotAt } from "../../kernel/disk-layout.ts";
import type { HibernationPlan } from "../../kernel/plan.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { Cursor } from "../cursor.ts";
import type { RoleMark } from "../recording.ts";
import type { Run } from "../run.ts";
import { channelViews } from "./channels-view.ts";
import { imageSlotView } from "./image-view.ts";
import { keptInImage, keptInMemory } from "./kept-pages.ts";
import { type KernelMemory, kernelsInMemory } from "./kernel-memory.ts";
import { limitRules, limitViews } from "./limits-view.ts";
import { vmcoreView } from "./vmcore-view.ts";

/** Undefined for a run without a hibernation. */
export function hibernationView(run: Run, cursor: Cursor, roles: readonly RoleMark[]): HibernationView | undefined {
  const { hibernation } = run.plan;
  if (hibernation === undefined) return undefined;
  const { memory } = cursor;
  const kernels = kernelsInMemory(run, memory);
  const headAt = run.revision.links.head;
  const slots = Array.from({ length: SLOTS }, (_, slot) => {
    const view = imageSlotView(memory, slotAt(run.plan, slot), slot);
    const kept = view.header && keptInImage(memory, view.header, headAt);
    return view.header === undefined || kept === undefined ? view : { ...view, header: { ...view.header, kept } };
  });
  const channels = channelViews(run, hibernation, memory, kernels);
  const newest = slots.flatMap(({ header }) => header ?? []).toSorted((a, b) => b.sequence - a.sequence)[0];
  return {
    disk: { blocks: memory.storageFrames, areas: areasOf(run, hibernation) },
    slots,
    ...withKept(vmcoreView(run, memory, kernels), memory, channels, headAt),
    commandLines: kernels.flatMap(commandLine),
    channels,
    limits: limitViews(run.plan, hibernation, kernels),
    rules: limitRules({ plan: run.plan, hibernation, kernels, roles, image: newest }),
  };
}

/** As far as the facts have come that lead to the map. */
function withKept<View extends Pick<HibernationView, "vmcore">>(
  view: View,
  memory: PhysMemory,
  channels: readonly ChannelView[],
  headAt: number,
): View {
  const fact = (name: TravellingFact): number => channels.find((each) => each.fact === name && each.chosen)?.value ?? 0;
  const kept = view.vmcore && keptInMemory(memory, { map: fact("map"), entry: fact("entry") }, headAt);
  return view.vmcore === undefined || kept === undefined ? view : { ...view, vmcore: { ...view.vmcore, kept } };
}

function areasOf({ plan }: Run, { cachedB }: HibernationPlan): HibernationView["disk"]["areas"] {
  const images = Array.from({ length: SLOTS }, (_, slot) => ({ name: `image slot ${slot}`, ...slotAt(plan, slot) }));
  const all = [
    { name: "file system", ...FILE_SYSTEM_AREA },
    { name: "no file system", ...RAW_AREA },
    { name: "boot loader: kernel C", ...bootArea(plan.kernelIsPae) },
    ...images,
    ...(cachedB ? [{ name: "kernel B, kept", ...cachedArea(plan) }] : []),
  ];
  return all.map(({ name, first, blocks }) => ({ name, first, blocks }));
}

function commandLine({ kernel, data, at, homes }: KernelMemory): CommandLineView[] {
  const address = data.get("boot_params");
  if (address === 0 || homes.whereIs(address) === undefined) return [];
  const params = at(BOOT_PARAMS, address);
  return [{ kernel, address: params.where("cmdline"), text: params.text("cmdline") }];
}
