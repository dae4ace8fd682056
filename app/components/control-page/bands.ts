// The control page as a band of its parts: code, saved words, links, free stack, stack in use.

import type { ControlPageView } from "../../sim/api.ts";

export interface Band {
  readonly kind: "code" | "saved" | "links" | "free" | "stack";
  readonly label: string;
  /** Half-open, offsets in the page. */
  readonly from: number;
  readonly to: number;
  /** Pixels, from the top. */
  readonly y: number;
  readonly height: number;
}

const PAGE = 4096;
const GAP = 2;
/** A part never shrinks below what its label needs. */
const LEAST: Readonly<Record<Band["kind"], number>> = { code: 36, saved: 30, links: 16, free: 24, stack: 10 };

type Part = Pick<Band, "kind" | "label" | "from" | "to">;

export function partsOf(page: ControlPageView): readonly Part[] {
  const begin = (group: "saved" | "links", otherwise: number): number =>
    Math.min(...page.slots.filter((slot) => slot.group === group).map((slot) => slot.offset), otherwise);
  const first = Math.min(...page.slots.map((slot) => slot.offset), page.stackFrom);
  const links = begin("links", page.stackFrom);
  const used = Math.min(page.stackPointer ?? PAGE, ...page.stack.map((word) => word.offset), PAGE);
  const parts: readonly Part[] = [
    { kind: "code", label: "code", from: 0, to: first },
    { kind: "saved", label: "saved", from: first, to: links },
    { kind: "links", label: "links", from: links, to: page.stackFrom },
    { kind: "free", label: "stack ↑", from: page.stackFrom, to: used },
    { kind: "stack", label: "", from: used, to: PAGE },
  ];
  return parts.filter((part) => part.to > part.from);
}

/** Shares the height by the square root of each part's bytes, so that sixteen bytes and two KiB both show. */
export function bandsOf(page: ControlPageView, height: number): readonly Band[] {
  const parts = partsOf(page);
  const room = height - GAP * (parts.length - 1) - parts.reduce((sum, part) => sum + LEAST[part.kind], 0);
  const weight = parts.map((part) => Math.sqrt(part.to - part.from));
  const whole = weight.reduce((sum, value) => sum + value, 0);
  let y = 0;
  return parts.map((part, i) => {
    const share = Math.max(0, room) * ((weight[i] ?? 0) / whole);
    const band = { ...part, y, height: LEAST[part.kind] + share };
    y += band.height + GAP;
    return band;
  });
}

/** Where an offset of the page lies in the drawing. */
export function yOfOffset(bands: readonly Band[], offset: number): number | undefined {
  const band = bands.find((candidate) => offset >= candidate.from && offset < candidate.to);
  return band === undefined ? undefined : band.y + ((offset - band.from) / (band.to - band.from)) * band.height;
}
