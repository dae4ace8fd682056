// The disk from block 0 on, softened to scale; the two slots say what they hold.

import type { CSSProperties, ReactNode } from "react";
import type { HibernationView, ImageSlotView } from "../../sim/api.ts";
import { count, plural } from "../shared/format.ts";
import css from "./DiskStrip.module.css";

const STATE_WORDS: Readonly<Record<ImageSlotView["state"], string>> = {
  empty: "empty",
  incomplete: "incomplete",
  complete: "complete",
  resumed: "used up",
  damaged: "damaged",
};

interface DiskStripProps {
  readonly view: HibernationView;
  /** Id of the file that is looked at. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

export function DiskStrip({ view, chosen, onChoose }: DiskStripProps): ReactNode {
  const { disk, slots } = view;
  return (
    <div className={css.frame}>
      <ol className={css.disk} aria-label="Areas of the disk">
        {disk.areas.map(({ name, first, blocks }) => {
          const slot = slots.find(({ firstBlock }) => firstBlock === first);
          const style = { "--share": Math.sqrt(blocks) } as CSSProperties;
          return (
            <li
              key={first}
              className={css.area}
              style={style}
              title={`${name}: ${plural(blocks, "block")} from ${first}`}
            >
              {slot === undefined ? (
                <>
                  <span className={css.bar} />
                  <span className={css.name}>{name.split(":")[0]}</span>
                </>
              ) : (
                <Slot slot={slot} chosen={chosen} onChoose={onChoose} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface SlotProps extends Pick<DiskStripProps, "chosen" | "onChoose"> {
  readonly slot: ImageSlotView;
}

function Slot({ slot, chosen, onChoose }: SlotProps): ReactNode {
  const { header, state, blocks } = slot;
  const id = header === undefined || header.loads.length === 0 ? undefined : `image-${header.sequence}`;
  const full = header === undefined ? (state === "empty" ? 0 : 1) : header.fileBytes / 4096 / blocks;
  const words = `${header === undefined ? "" : `image ${header.sequence}, `}${STATE_WORDS[state]}`;
  return (
    <button
      type="button"
      className={css.slot}
      data-state={state}
      aria-pressed={id !== undefined && id === chosen}
      disabled={id === undefined}
      title={`${count(blocks)} blocks from ${count(slot.firstBlock)}${state === "resumed" ? ": A has come back from this image, and it must not be used again" : ""}`}
      onClick={() => id !== undefined && onChoose(id)}
    >
      <span className={css.bar}>
        <span className={css.fill} style={{ width: `${Math.min(100, full * 100)}%` }} />
      </span>
      <span className={css.name}>
        slot {slot.slot} <span className={css.state}>{words}</span>
      </span>
    </button>
  );
}
