// The kernel that has taken over from A: kernel B after its boot, or kernel C, which brings A back and may be jumped to
// again. It writes an image, and lets A go on or switches the machine off.

import type { Round } from "../../api.ts";
import { type Actors, aborted, errnoOf, type HibernationActors, jumpBack } from "../actors.ts";
import type { Kernel } from "../kernel.ts";
import { PageAllocator } from "../page-alloc.ts";
import { powerOff } from "../power.ts";
import { op, phase, type Work } from "../step.ts";
import { returnedToB, startB } from "../user.ts";
import { takeBuffer } from "./buffer.ts";
import { factsOf, type PeerFacts, mapOf } from "./facts.ts";
import { resume, unmark } from "./resume.ts";
import { saveImage } from "./save.ts";
import { readSlots, withHeader } from "./slots.ts";
import { vmcoreInit } from "./vmcore.ts";

/** After its boot. */
export function* startPeer(kernel: Kernel, actors: Actors): Work {
  const { hibernation } = actors;
  if (hibernation === undefined) return yield* startB(kernel, actors);
  if (kernel.letter === "C") return yield* resume(kernel, actors, hibernation);
  yield* visit(kernel, actors, hibernation);
}

/** The reboot system call has returned: A has jumped to it again, or the jump was refused. */
export function* returnedToPeer(kernel: Kernel, actors: Actors): Work {
  const { hibernation } = actors;
  if (hibernation === undefined) return yield* returnedToB(kernel, actors);
  kernel.begin("enter", ["sys_reboot"]);
  if (kernel.returned < 0) {
    const errno = errnoOf(-kernel.returned);
    if (kernel.letter === "C" && kernel.data.get("visits") === 0) yield* unmark(kernel, hibernation);
    return yield* aborted(kernel, `the jump back fails: ${errno}`, errno);
  }
  const visits = kernel.data.get("visits") + 1;
  kernel.data.set("visits", visits);
  yield op(`back in user space of kernel ${kernel.letter}: {a:dec} times`, visits);
  yield* visit(kernel, actors, hibernation);
}

/** Exports A's memory, saves it, and does what this round is for. Without an image nobody switches anything off. */
function* visit(kernel: Kernel, actors: Actors, hibernation: HibernationActors): Work {
  yield phase("save-image");
  kernel.begin("enter", ["save_image"]);
  const facts = factsOf(kernel, hibernation);
  if (facts.entry === 0) {
    const text = `kernel ${kernel.letter} does not know the way back: no jump-back entry has come`;
    return yield* aborted(kernel, text, "EINVAL");
  }
  yield* exportMemory(kernel, hibernation, facts);
  const { plan, areas, route } = hibernation;
  const round = yield* roundOf(kernel, hibernation);
  const sleep = round === "off" ? plan.sleep : undefined;
  const saved = yield* saveImage(kernel, { kind: plan.image, areas, facts, headAt: route.headAt, sleep });
  if ("errno" in saved) yield* kernel.printk(`no image: ${saved.text}. Nothing is lost: kernel A goes on`);
  else if (sleep !== undefined) return yield* powerOff(kernel, sleep);
  if (kernel.data.get("kexec_image") === 0) return yield* jumpBack(kernel, actors, facts.entry);
  yield { kind: "leg" };
  yield* actors.sysReboot(kernel);
}

function* exportMemory(kernel: Kernel, { needsNotes, processorNotes }: HibernationActors, facts: PeerFacts): Work {
  const { header, entry, map } = facts;
  const notes = processorNotes(kernel, entry);
  yield* kernel.fn("vmcore_init", vmcoreInit(kernel, { address: header, map: mapOf(kernel, map), notes, needsNotes }));
}

/** Rounds that are behind: as many as images, or as often as this kernel has been entered, whichever is more. */
function* roundOf(kernel: Kernel, { areas, plan }: HibernationActors): Work<Round> {
  const pages = new PageAllocator(kernel);
  const buffer = takeBuffer(pages, 1);
  if (buffer === undefined) return "checkpoint";
  const slots = yield* readSlots(kernel, areas, buffer);
  pages.free(buffer.frame);
  const [newest] =
    typeof slots === "string" ? [] : withHeader(slots).filter(({ header }) => header.state !== "incomplete");
  const behind = Math.max(newest?.header.sequence ?? 0, kernel.data.get("visits"));
  return plan.rounds[behind] ?? "checkpoint";
}
