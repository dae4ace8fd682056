// Power goes, and comes back: what that does to the machine. What the firmware does then is kernel/firmware.ts.

import { invariant } from "../core/errors.ts";
import { bootAreaContents } from "../kernel/boot-area.ts";
import { bootArea } from "../kernel/disk-layout.ts";
import type { Firmware } from "../kernel/firmware.ts";
import { placeImage, type PlacedImage } from "../kernel/hibernation/placed-image.ts";
import type { KernelImage } from "../kernel/image.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { fillPage } from "../kernel/page-bytes.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import { op, type Step } from "../kernel/step.ts";
import type { Revision } from "../protocol/revision.ts";
import type { MachineParts } from "./machine.ts";

/** Of a machine that will be switched on again: kernel C and its configuration are on the disk. */
export function withFirmware(plan: MachinePlan, image: KernelImage, kernel: Kernel): Firmware {
  const { hibernation, frames, seed, kernelIsPae } = plan;
  const { memory } = kernel;
  const { store } = memory;
  invariant(hibernation !== undefined, "nobody switches this machine off");
  const first = frames + bootArea(kernelIsPae).first;
  bootAreaContents(plan, hibernation, image, store).forEach((content, i) => memory.restoreFrame(first + i, content));
  const contents = Array.from(memory.frames.entries());
  const nothing = { home: () => 0, fill: () => undefined };
  return {
    plan,
    hibernation,
    kernel,
    reserved: new Map(contents.filter(([, content]) => store.owner(content) === "reserved")),
    family: store.define(1, { owner: "reserved", what: "firmware and boot loader at work", ...nothing }),
    powerOn: store.define(frames, {
      owner: "none",
      what: "RAM as power-on leaves it",
      home: (frame) => frame,
      fill: (frame, words) => fillPage("code", ~seed + frame, words),
    }),
  };
}

/** Power comes for the first time: an image that was brought is on the disk, and RAM holds nothing. */
export function broughtTo(firmware: Firmware, links: Revision["links"]): PlacedImage | undefined {
  const { plan, hibernation, kernel, powerOn } = firmware;
  const { memory } = kernel;
  if (hibernation.coldStart === undefined) return undefined;
  const placed = placeImage(plan, hibernation.coldStart, links, memory.store);
  for (const [block, content] of placed.blocks) memory.restoreFrame(plan.frames + block, content);
  for (let frame = 0; frame < plan.frames; frame++) memory.restoreFrame(frame, powerOn + frame);
  return placed;
}

/** RAM forgets, the processor and the devices are reset; the disk keeps what it has. One operation. */
export function powerGone({ memory, cpu, board }: MachineParts, { powerOn }: Firmware): Extract<Step, { kind: "op" }> {
  board.losePower();
  board.reset();
  cpu.reset();
  const { frameCount } = memory;
  for (let frame = 0; frame < frameCount; frame++) memory.setContent(frame, powerOn + frame);
  return op("power is gone: none of {a:dec} frames holds what anybody has written", frameCount);
}
