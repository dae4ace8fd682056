// One line of the hex view: address, bytes, ASCII. A band below a byte is the field it belongs to.

import { memo, type ReactNode } from "react";
import type { FieldOverlay, FrameView } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { hex, hexByte } from "../shared/format.ts";
import css from "./HexGrid.module.css";
import { asciiOf, fieldAt } from "./hex-grid.ts";

const range = (perRow: number): readonly number[] => Array.from({ length: perRow }, (_, i) => i);

export function HexHead({ perRow }: { readonly perRow: number }): ReactNode {
  return (
    <div className={css.head} aria-hidden="true">
      <span className={css.address}>{say("offset")}</span>
      <span className={css.bytes}>
        {range(perRow).map((i) => (
          <span key={i} className={css.byte}>
            {i.toString(16)}
          </span>
        ))}
      </span>
      <span className={css.ascii}>{say("ascii")}</span>
    </div>
  );
}

interface HexRowProps {
  readonly id: string;
  readonly frame: FrameView;
  readonly row: number;
  readonly perRow: number;
  readonly top: number;
  readonly cursor: number;
  readonly selected: { readonly from: number; readonly size: number };
  readonly onChoose: (offset: number, extend: boolean) => void;
}

export const HexRow = memo(function HexRow(props: HexRowProps): ReactNode {
  const { id, frame, row, perRow, top, cursor, selected, onChoose } = props;
  const start = row * perRow;
  const bytes = range(perRow).map((i) => frame.bytes[start + i] ?? 0);
  return (
    <div className={css.row} role="row" aria-rowindex={row + 1} style={{ transform: `translateY(${top}px)` }}>
      <span className={css.address} role="rowheader">
        {hex(start, 3)}
      </span>
      <span className={css.bytes}>
        {bytes.map((byte, i) => (
          <Byte
            key={i}
            id={`${id}-${start + i}`}
            frame={frame}
            offset={start + i}
            byte={byte}
            current={cursor === start + i}
            selected={start + i >= selected.from && start + i < selected.from + selected.size}
            onChoose={onChoose}
          />
        ))}
      </span>
      <span className={css.ascii} aria-hidden="true">
        {bytes.map(asciiOf).join("")}
      </span>
    </div>
  );
});

interface ByteProps {
  readonly id: string;
  readonly frame: FrameView;
  readonly offset: number;
  readonly byte: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly onChoose: (offset: number, extend: boolean) => void;
}

function Byte({ id, frame, offset, byte, current, selected, onChoose }: ByteProps): ReactNode {
  const field = fieldAt(frame.fields, offset);
  const changed = frame.changed[offset] === 1;
  const label = say("offset {offset}, byte {byte}{changed}{field}", {
    offset: hex(offset, 3),
    byte: hexByte(byte),
    changed: changed ? say(", changed") : "",
    field: field === undefined ? "" : say(", part of {field}", { field: field.name }),
  });
  return (
    <span
      id={id}
      role="gridcell"
      className={css.byte}
      aria-label={label}
      aria-selected={selected}
      data-current={current}
      aria-colindex={(offset % 16) + 1}
      data-zero={byte === 0}
      data-changed={changed}
      data-band={bandOf(frame.fields, field)}
      title={field === undefined ? undefined : `${field.struct}.${field.name}: ${retell(field.meaning).text}`}
      onClick={(event) => onChoose(offset, event.shiftKey)}
      onContextMenu={() => selected || onChoose(offset, false)}
    >
      {hexByte(byte)}
    </span>
  );
}

/** Neighbouring fields take turns in two tones. */
function bandOf(fields: readonly FieldOverlay[], field: FieldOverlay | undefined): string | undefined {
  return field === undefined ? undefined : fields.indexOf(field) % 2 === 0 ? "even" : "odd";
}
