// What a pass leaves behind, against the capture: the pairs that were exchanged, the pages in their frames, and the
// control page.

import { hex, hexByte, hexPfn } from "../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import type { CaptureImage, CaptureSegment, PageId } from "../formats/kjc-types.ts";
import type { CaptureMachine } from "./machine.ts";

export type Complain = (what: string, expected: string, got: string) => void;

/** Watches whole-page copies: source to swap page, destination to source, swap page to destination is one pair. */
export class PairWatch {
  readonly #machine: CaptureMachine;
  readonly #copies: (readonly [to: number, from: number])[] = [];

  constructor(machine: CaptureMachine) {
    this.#machine = machine;
    machine.memory.onCopy = (to, from) => this.#copies.push([to, from]);
  }

  end(): void {
    this.#machine.memory.onCopy = undefined;
  }

  get count(): number {
    return Math.floor(this.#copies.length / 3);
  }

  compare(index: number, complain: Complain): void {
    const expected = imagesWalked(this.#machine, index).flatMap((image) => copiesOf(image));
    if (expected.length !== this.#copies.length) {
      complain("page copies", `${expected.length}`, `${this.#copies.length}`);
      return;
    }
    const text = (copy: readonly [number, number] | undefined): string =>
      copy === undefined ? "none" : `${hexPfn(copy[1])} to ${hexPfn(copy[0])}`;
    expected.forEach((copy, i) => {
      const got = this.#copies[i];
      if (got?.[0] !== copy[0] || got[1] !== copy[1]) complain(`page copy ${i}`, text(copy), text(got));
    });
  }
}

function copiesOf({ pairs, swapPa }: CaptureImage): (readonly [number, number])[] {
  const swap = swapPa >>> PAGE_SHIFT;
  return Array.from({ length: pairs.length / 2 }, (_, i) => {
    const destination = pairs[2 * i] ?? 0;
    const source = pairs[2 * i + 1] ?? 0;
    return [
      [swap, source],
      [source, destination],
      [destination, swap],
    ] as const;
  }).flat();
}

/** A pass can lead through the control pages of both kernels; each walks the newest list of its own. */
function imagesWalked({ capture }: CaptureMachine, index: number): CaptureImage[] {
  const segment = capture.segments[index];
  if (segment === undefined) return [];
  const known = capture.segments.slice(0, index + 1).map((each) => capture.images[each.image]);
  const names = segment.path.filter(({ tag }) => tag.endsWith("p")).map(({ tag }) => tag.slice(0, -1));
  return names.flatMap((name) => known.findLast((image) => image?.name === name) ?? []);
}

/** Each frame must hold the page that the capture says, by its id. */
export function compareFrames(
  { pages }: CaptureMachine,
  { frames }: CaptureSegment,
  complain: Complain,
): { readonly compared: number; readonly written: number } {
  const before = new Set<PageId>(frames.before);
  let written = 0;
  frames.pfns.forEach((frame, i) => {
    const expected = frames.after[i] ?? "";
    const origin = pages.originOf(frame);
    if (origin?.id === expected) return;
    if (origin?.written === true && !before.has(expected)) written += 1;
    else complain(`frame ${hexPfn(frame)}`, `page ${expected}`, `page ${origin?.id ?? "of no pair"}`);
  });
  return { compared: frames.pfns.length - written, written };
}

/** Byte by byte: code, saved words and the stack that control code used. */
export function compareControlPage(machine: CaptureMachine, segment: CaptureSegment, complain: Complain): void {
  const { capture, memory } = machine;
  const expected = segment.controlPageAfter === undefined ? undefined : capture.pages.get(segment.controlPageAfter);
  if (expected === undefined) return;
  const got = memory.slice(machine.imageOf(segment).controlPa, PAGE_SIZE);
  const at = expected.findIndex((byte, i) => byte !== got[i]);
  if (at >= 0) complain(`control page + ${hex(at, 3)}`, hexByte(expected[at] ?? 0), hexByte(got[at] ?? 0));
}
