// What the segments of a logged image hold. The log does not say; the loader's order does: kernel lowest, and from the top of
// the range down, in the order in which it places them, ELF core header, purgatory, parameters, initrd.

import type { SegmentSpec } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { LoggedSegment } from "../formats/kexec-log.ts";
import { imagePageCount } from "../kernel/image-pages.ts";

type Content = SegmentSpec["content"];

/** Parameters and the ELF core header are smaller. */
const INITRD_MIN = 64 * 1024;
/** kexec-tools gives the ELF core header no less. */
const ELFCOREHDR_MIN = 16 * 1024;

/** Content of each segment, in the order given. */
export function contentsOf(segments: readonly LoggedSegment[], entry: number): readonly Content[] {
  const contents = new Map<LoggedSegment, Content>();
  const withData = segments.filter(({ bufsz }) => bufsz > 0).toSorted((a, b) => a.mem - b.mem);
  const take = (content: Content, found: LoggedSegment | undefined): void => {
    if (found !== undefined) contents.set(found, content);
  };
  const rest = (): LoggedSegment[] => withData.filter((segment) => !contents.has(segment));
  const isEntered = ({ mem, memsz }: LoggedSegment): boolean => entry >= mem && entry < mem + memsz;

  const large = withData.filter(({ memsz }) => memsz >= imagePageCount(false) * PAGE_SIZE);
  const kernel = large.find((segment) => !isEntered(segment)) ?? large[0];
  take("kernel", kernel);
  const purgatory = rest().find(isEntered);
  take("purgatory", purgatory);
  const from = (purgatory ?? kernel)?.mem ?? 0;
  for (const initrd of rest().filter(({ memsz }) => memsz >= INITRD_MIN)) take("initrd", initrd);
  if (rest().length > 1) {
    take(
      "elfcorehdr",
      rest().findLast(({ mem, memsz }) => mem > from && memsz >= ELFCOREHDR_MIN),
    );
  }
  for (const parameters of rest()) take("parameters", parameters);
  return segments.map((segment) => contents.get(segment) ?? "backup");
}
