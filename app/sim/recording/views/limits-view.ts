// The memory of the three kernels side by side, and what has to hold between them.

import type { ImageHeaderView, LimitRule, LimitView } from "../../api.ts";
import { hex32, hexPfn } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { KEXEC_SEGMENT_MAX } from "../../kernel/kexec-rules.ts";
import { BOOT_PARAMS } from "../../kernel/layouts.ts";
import type { HibernationPlan, MachinePlan } from "../../kernel/plan.ts";
import type { RoleMark } from "../recording.ts";
import type { KernelMemory } from "./kernel-memory.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

const text = ({ start, end }: Range): string => `${hex32(start)}-${hex32(end)}`;
const inside = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end;
const overlap = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

/** What a kernel has been told, as its boot parameters say while it is in memory; what it will be told otherwise. */
function toldTo(kernels: readonly KernelMemory[], kernel: "B" | "C", planned: Range): Range {
  const there = kernels.find((one) => one.kernel === kernel);
  const address = there?.data.get("boot_params") ?? 0;
  if (there === undefined || address === 0) return planned;
  const params = there.at(BOOT_PARAMS, address);
  const [start, end] = [params.get("mem_start"), params.get("mem_end")];
  return end > start ? { start, end } : planned;
}

export function limitViews(
  { frames, bRange }: MachinePlan,
  { cRange }: HibernationPlan,
  kernels: readonly KernelMemory[],
): readonly LimitView[] {
  return [
    { kernel: "A", start: 0, end: frames * PAGE_SIZE, what: "all of the machine's memory" },
    { kernel: "B", ...toldTo(kernels, "B", bRange), what: "what the kexec tool tells it: the range that is exchanged" },
    { kernel: "C", ...toldTo(kernels, "C", cRange), what: "what the boot loader tells it" },
  ];
}

export interface RuleFacts {
  readonly plan: MachinePlan;
  readonly hibernation: HibernationPlan;
  readonly kernels: readonly KernelMemory[];
  /** Frames with a part in the jump. */
  readonly roles: readonly RoleMark[];
  /** The newest image. */
  readonly image: ImageHeaderView | undefined;
}

export function limitRules({ plan, hibernation, kernels, roles, image }: RuleFacts): readonly LimitRule[] {
  const { bRange } = plan;
  const b = toldTo(kernels, "B", bRange);
  const c = toldTo(kernels, "C", hibernation.cRange);
  const own = roles.filter(({ kernel }) => kernel === "A");
  return [
    rule("b-in-range", IN_RANGE.b, inside(b, bRange), `B has ${text(b)}, exchanged is ${text(bRange)}`),
    ...(hibernation.restore === "krestore"
      ? [rule("c-in-range", IN_RANGE.c, inside(c, bRange), `C has ${text(c)}, exchanged is ${text(bRange)}`)]
      : []),
    ...(own.length === 0 ? [] : [ownPagesRule(own, bRange)]),
    ...(image === undefined ? [] : imageRules(hibernation, bRange, image)),
  ];
}

const IN_RANGE = {
  b: "B uses no memory but the range that is exchanged",
  c: "C lies within that range: what lies there is not in the image, and A's own list brings it back",
};

const rule = (id: string, words: string, holds: boolean, detail: string): LimitRule => ({
  id,
  text: words,
  holds,
  detail,
});

function ownPagesRule(own: readonly RoleMark[], bRange: Range): LimitRule {
  const hit = own.find(({ pfn }) => pfn * PAGE_SIZE >= bRange.start && pfn * PAGE_SIZE < bRange.end);
  const words =
    "A's control page, swap page and list lie outside the range: the image has them, and they stay in place";
  const detail =
    hit === undefined
      ? `${own.length} pages, none in ${text(bRange)}`
      : `${hit.role} page ${hexPfn(hit.pfn)} lies in it`;
  return rule("own-pages-outside", words, hit === undefined, detail);
}

function imageRules(
  { restore }: HibernationPlan,
  bRange: Range,
  { loads, kind }: ImageHeaderView,
): readonly LimitRule[] {
  if (loads.length === 0) return [];
  const hit = loads.find(({ paddr, bytes }) => overlap({ start: paddr, end: paddr + bytes }, bRange));
  const outside = rule(
    "image-leaves-range-out",
    "The image has no page for the range: what lies there when it is written is B's",
    hit === undefined,
    hit === undefined ? `${loads.length} ranges, none in ${text(bRange)}` : `a range at ${hex32(hit.paddr)}`,
  );
  if (restore !== "load") return [outside];
  const few = rule(
    "sixteen-segments",
    `kexec_load takes ${KEXEC_SEGMENT_MAX} segments at most, one for each range of the image`,
    loads.length <= KEXEC_SEGMENT_MAX,
    `${loads.length} ranges in a ${kind} image`,
  );
  return [outside, few];
}
