// The disk from block 0 on, softened to scale; the two slots say what they hold.

import type { CSSProperties, ReactNode } from "react";
import type { HibernationView, ImageSlotView } from "../../sim/api.ts";
import { plural, retell, say } from "../../messages/say.ts";
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
      <ol className={css.disk} aria-label={say("Areas of the disk")}>
        {disk.areas.map(({ name, first, blocks }) => {
          const slot = slots.find(({ firstBlock }) => firstBlock === first);
          const style = { "--share": Math.sqrt(blocks) } as CSSProperties;
          return (
            <li
              key={first}
              className={css.area}
              style={style}
              title={say("{name}: {blocks} from {first}", {
                name: retell(name).text,
                blocks: plural(blocks, "{n} block", "{n} blocks"),
                first,
              })}
            >
              {slot === undefined ? (
                <>
                  <span className={css.bar} />
                  <span className={css.name}>{retell(name.split(":")[0] ?? name).text}</span>
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
  const words =
    header === undefined
      ? say(STATE_WORDS[state])
      : say("image {sequence}, {state}", { sequence: header.sequence, state: say(STATE_WORDS[state]) });
  return (
    <button
      type="button"
      className={css.slot}
      data-state={state}
      aria-pressed={id !== undefined && id === chosen}
      disabled={id === undefined}
      title={
        state === "resumed"
          ? say("{blocks} blocks from {first}: A has come back from this image, and it must not be used again", {
              blocks,
              first: slot.firstBlock,
            })
          : say("{blocks} blocks from {first}", { blocks, first: slot.firstBlock })
      }
      onClick={() => id !== undefined && onChoose(id)}
    >
      <span className={css.bar}>
        <span className={css.fill} style={{ width: `${Math.min(100, full * 100)}%` }} />
      </span>
      <span className={css.name}>
        {say("slot {slot}", { slot: slot.slot })} <span className={css.state}>{words}</span>
      </span>
    </button>
  );
}
