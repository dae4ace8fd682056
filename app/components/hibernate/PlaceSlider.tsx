// A bar for the keyboard: arrows move the selected frame, page keys go from segment to segment.

import type { CSSProperties, KeyboardEvent, ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { frameName, hex } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { frameAtOffset, frameOfPage, nextFrame, offsetOfFrame, type CoreFile } from "./core-file.ts";
import css from "./Mapping.module.css";

interface PlaceSliderProps {
  readonly of: "file" | "memory";
  readonly file: CoreFile | undefined;
  readonly frames: number;
  readonly style: CSSProperties;
}

const PAGE = 4096;

/** The frame of the page before or behind in the order of the file. */
function inFile(file: CoreFile, pfn: number, by: 1 | -1): number | undefined {
  const at = offsetOfFrame(file, frameOfPage(file, pfn));
  const first = file.loads[0]?.offset ?? 0;
  return frameAtOffset(file, at === undefined ? first : at + by * PAGE);
}

/** The first frame of the segment before or behind, in the order of the file. */
function segment(file: CoreFile, pfn: number, by: 1 | -1): number | undefined {
  const now = file.loads.findIndex(({ paddr, bytes }) => pfn * PAGE >= paddr && pfn * PAGE < paddr + bytes);
  const to = file.loads[now < 0 ? 0 : now + by];
  return to === undefined ? undefined : to.paddr / PAGE;
}

export function PlaceSlider({ of, file, frames, style }: PlaceSliderProps): ReactNode {
  const { select } = useActions();
  const selected = useLab((state) => (state.selection?.kind === "frame" ? state.selection.pfn : undefined));
  const pfn = selected ?? 0;
  const frame = file === undefined ? pfn : frameOfPage(file, pfn);
  const offset = file === undefined ? undefined : offsetOfFrame(file, frame);

  function step(by: 1 | -1): number | undefined {
    if (of === "file" && file !== undefined) return inFile(file, pfn, by) ?? nextFrame(file, pfn, by);
    return Math.max(0, Math.min(frames - 1, pfn + by));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, () => number | undefined>> = {
      ArrowRight: () => step(1),
      ArrowUp: () => step(1),
      ArrowLeft: () => step(-1),
      ArrowDown: () => step(-1),
      PageDown: () => (file === undefined ? undefined : segment(file, pfn, 1)),
      PageUp: () => (file === undefined ? undefined : segment(file, pfn, -1)),
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = move();
    if (to !== undefined) select({ kind: "frame", pfn: to });
  }

  const kept = frame === pfn ? "" : say("kept in {frame}, ", { frame: frameName(frame) });
  const place =
    offset === undefined
      ? say("not in the file")
      : say("{kept}offset {offset} in the file", { kept, offset: hex(offset, 8) });
  return (
    <div
      className={css.slider}
      role="slider"
      tabIndex={0}
      aria-label={of === "file" ? say("Place in the file") : say("Place in memory")}
      aria-valuemin={0}
      aria-valuemax={of === "file" ? (file?.bytes ?? 0) : frames - 1}
      aria-valuenow={of === "file" ? (offset ?? 0) : pfn}
      aria-valuetext={selected === undefined ? say("nothing selected") : `${frameName(pfn)}, ${place}`}
      style={style}
      onKeyDown={onKeyDown}
    />
  );
}
