// The matrix as a grid with one tab stop: a cell leads to its change, a row's head opens the device's card.

import { useEffect, type CSSProperties, type ReactNode } from "react";
import type { DeviceView } from "../../sim/api.ts";
import { plural, retell, say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { columnAt, type Cell, type Column, type Matrix, type Row } from "./matrix.ts";
import css from "./Matrix.module.css";
import { STATE_LETTERS, STATE_WORDS } from "./states.ts";
import { useRovingGrid } from "./use-grid.ts";

interface MatrixGridProps {
  readonly matrix: Matrix;
  readonly devices: readonly DeviceView[];
}

/** Columns of the leg that is looked at have room for words, the others for a letter. */
const widths = (columns: readonly Column[], leg: number): CSSProperties => ({
  gridTemplateColumns: [
    "var(--names)",
    ...columns.map((each) => (each.leg === leg ? "var(--near)" : "var(--far)")),
  ].join(" "),
});

/** So few columns that their names lie flat. */
const FEW = 6;

export function MatrixGrid({ matrix, devices }: MatrixGridProps): ReactNode {
  const { columns, rows, groups } = matrix;
  const t = useLab((state) => state.moment?.at.t ?? 0);
  const leg = useLab((state) => state.moment?.leg ?? 1);
  const now = columnAt(columns, t);
  const roving = useRovingGrid(rows.length, columns.length + 1, { row: 0, column: Math.max(0, now) + 1 });
  const { grid } = roving;
  useEffect(() => {
    const head = grid.current?.querySelector(`[data-head="${now}"]`);
    head?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [grid, now, leg]);
  return (
    <div className={css.scroller}>
      <div
        ref={grid}
        role="grid"
        onFocus={roving.onFocus}
        onKeyDown={roving.onKeyDown}
        aria-label={say("Devices by callback")}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        className={css.grid}
        style={widths(columns, leg)}
      >
        <div role="presentation" className={css.groups} aria-hidden>
          <span className={css.corner} />
          {groups.map((group, index) => (
            <span
              key={`${group.leg}-${group.kernel}-${index}`}
              className={css.group}
              data-kernel={group.kernel}
              style={{ gridColumn: `span ${group.span}` }}
            >
              <b>{group.kernel}</b>{" "}
              {group.span > 2 || group.leg === leg ? say("jump {leg}", { leg: group.leg }) : group.leg}
            </span>
          ))}
        </div>
        <div role="row" aria-rowindex={1} className={css.heads} data-flat={columns.length <= FEW}>
          <span role="columnheader" className={css.corner}>
            <span className="visually-hidden">{say("device")}</span>
          </span>
          {columns.map((column, index) => (
            <Head key={column.key} column={column} index={index} now={index === now} />
          ))}
        </div>
        {rows.map((row, index) => (
          <MatrixRow
            key={row.device}
            row={row}
            index={index}
            columns={columns}
            now={now}
            device={devices.find(({ name }) => name === row.device)}
            near={(column) => column.leg === leg}
            tabIndex={roving.tabIndex}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadProps {
  readonly column: Column;
  readonly index: number;
  readonly now: boolean;
}

const headText = ({ kind, title }: Column): string => (kind === "away" ? `→ ${title}` : say(title));
function headWords({ kind, title, kernel, leg }: Column): string {
  if (kind === "away") return say("jump {leg} to kernel {title}", { leg, title });
  return kind === "power"
    ? say("{title} under kernel {kernel}", { title: say(title), kernel })
    : say("{title} of kernel {kernel}, jump {leg}", { title: say(title), kernel, leg });
}

function Head({ column, index, now }: HeadProps): ReactNode {
  return (
    <span
      role="columnheader"
      aria-colindex={index + 2}
      className={css.head}
      data-head={index}
      data-now={now}
      data-kind={column.kind}
      data-kernel={column.kind === "away" ? column.title : undefined}
      title={headWords(column)}
    >
      <span className="visually-hidden">{headWords(column)}</span>
      <span className={css.slant} aria-hidden>
        {headText(column)}
      </span>
    </span>
  );
}

interface MatrixRowProps {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column[];
  readonly now: number;
  readonly device: DeviceView | undefined;
  readonly near: (column: Column) => boolean;
  readonly tabIndex: (row: number, column: number) => 0 | -1;
}

function MatrixRow({ row, index, columns, now, device, near, tabIndex }: MatrixRowProps): ReactNode {
  const { select, setHover } = useActions();
  const opened = useLab((state) => state.device === row.device);
  const here = row.cells[now]?.state;
  // What a device does in nobody's hands is nothing that anybody has asked for.
  const active = device?.active === true && here !== "off" && here !== "reset";
  return (
    <div role="row" aria-rowindex={index + 2} className={css.row} data-opened={opened}>
      <span role="rowheader" className={css.rowHead}>
        <button
          type="button"
          className={css.name}
          data-row={index}
          data-column={0}
          tabIndex={tabIndex(index, 0)}
          aria-pressed={opened}
          aria-label={say(active ? "{device}, active now: show its card" : "{device}: show its card", {
            device: row.device,
          })}
          title={device === undefined ? undefined : retell(device.doing).text}
          onClick={() => select({ kind: "device", name: row.device })}
          onPointerEnter={() => setHover({ kind: "device", name: row.device })}
          onPointerLeave={() => setHover(undefined)}
        >
          <span className={css.lamp} data-on={active} aria-hidden />
          {row.device}
        </button>
      </span>
      {row.cells.map((cell, at) => {
        const column = columns[at];
        return column === undefined ? null : (
          <MatrixCell
            key={column.key}
            cell={cell}
            column={column}
            place={{ row: index, column: at + 1 }}
            now={at === now}
            wide={near(column)}
            tabIndex={tabIndex(index, at + 1)}
          />
        );
      })}
    </div>
  );
}

interface MatrixCellProps {
  readonly cell: Cell;
  readonly column: Column;
  readonly place: { readonly row: number; readonly column: number };
  readonly now: boolean;
  readonly wide: boolean;
  readonly tabIndex: 0 | -1;
}

function cellWords({ device, state, changed, intrusions, t }: Cell, column: Column): string {
  const words = [
    say(changed ? "{device}, {where}: {state}" : "{device}, {where}: still {state}", {
      device,
      where: headWords(column),
      state: say(STATE_WORDS[state]),
    }),
  ];
  if (intrusions > 0)
    words.push(
      say("wrote {intrusions} into the other kernel's memory", {
        intrusions: plural(intrusions, "{n} time", "{n} times"),
      }),
    );
  return say("{value}; go to t {t}", { value: words.join("; "), t: count(t) });
}

function MatrixCell({ cell, column, place, now, wide, tabIndex }: MatrixCellProps): ReactNode {
  const { goTo } = useActions();
  const { state, kernel, changed, intrusions } = cell;
  const words = cellWords(cell, column);
  return (
    <button
      type="button"
      role="gridcell"
      aria-colindex={place.column + 1}
      className={css.cell}
      data-row={place.row}
      data-column={place.column}
      data-now={now}
      data-state={state}
      data-kernel={kernel}
      data-changed={changed}
      data-alarm={intrusions > 0}
      tabIndex={tabIndex}
      aria-label={words}
      title={words}
      onClick={() => void goTo({ kind: "position", at: { t: cell.t, sub: 0 } }, "jump")}
    >
      <span className={css.fill} aria-hidden>
        {changed ? (wide ? say(STATE_WORDS[state]) : STATE_LETTERS[state]) : ""}
        {intrusions > 0 ? <span className={css.alarm}>{wide ? `! ${count(intrusions)}×` : "!"}</span> : null}
      </span>
    </button>
  );
}
