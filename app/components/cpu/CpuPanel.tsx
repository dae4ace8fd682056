// The processor: registers, the bits that matter, the mode in a sentence, segments and tables.

import type { ReactNode } from "react";
import type { CpuView } from "../../sim/api.ts";
import { numberText, say } from "../../messages/say.ts";
import { hex, hex32, word } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { bitChips, CONTROL, emptyTables, GENERAL, type BitChip, type RegisterName } from "./bits.ts";
import { Told } from "../shared/Told.tsx";
import css from "./CpuPanel.module.css";

export function CpuPanel(): ReactNode {
  const cpu = useLab((state) => state.moment?.cpu);
  const before = useLab((state) => state.previous?.cpu);
  const perspective = useLab((state) => state.perspective);
  if (cpu === undefined)
    return (
      <Panel title={say("Registers")}>
        <p className={css.empty}>{say("The machine is off.")}</p>
      </Panel>
    );
  return (
    <Panel title={say("Registers")}>
      <Registers names={GENERAL} cpu={cpu} before={before} />
      <Chips cpu={cpu} before={before} />
      <p className={css.mode}>
        <Told text={cpu.mode} />
      </p>
      <details className={css.more} open={perspective === "cpu"}>
        <summary>{say("Control registers, segments, tables")}</summary>
        <Registers names={CONTROL} cpu={cpu} before={before} />
        <Segments cpu={cpu} />
      </details>
    </Panel>
  );
}

interface StateProps {
  readonly cpu: CpuView;
  readonly before: CpuView | undefined;
}

function Registers({ names, cpu, before }: StateProps & { readonly names: readonly RegisterName[] }): ReactNode {
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const format = useLab((state) => state.numbers);
  const marks = useLab((state) => state.marks);
  const selected = useLab((state) => (state.selection?.kind === "register" ? state.selection.name : undefined));
  const hovered = useLab((state) => (state.hover?.kind === "register" ? state.hover.name : undefined));
  return (
    <ul className={css.registers}>
      {names.map((name) => {
        const was = before?.[name];
        const changed = marks && was !== undefined && was !== cpu[name];
        return (
          <li key={name}>
            <button
              type="button"
              className={css.register}
              data-changed={changed}
              data-hovered={hovered === name}
              aria-pressed={selected === name}
              title={changed ? undefined : `${name} = ${numberText(cpu[name])}`}
              onClick={() => select({ kind: "register", name })}
              onContextMenu={(event) => openMenu(event, { kind: "register", name }, cpu[name])}
              onPointerEnter={() => setHover({ kind: "register", name })}
              onPointerLeave={() => setHover(undefined)}
            >
              <span className={css.name}>{name}</span>
              <span className={css.value}>{word(cpu[name], format)}</span>
              {changed ? (
                <>
                  <span className={css.srOnly}>{say(", changed,")}</span>{" "}
                  <span className={css.was}>{say("was {was}", { was: word(was, format) })}</span>
                </>
              ) : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A bit can be selected, to ask who has set it; an empty table is only told. */
function ChipBody({ chip: { name, set, at } }: { readonly chip: BitChip }): ReactNode {
  const { select } = useActions();
  const openMenu = useContextMenu();
  const selected = useLab(
    ({ selection }) => selection?.kind === "register" && selection.name === at?.register && selection.bit === at.bit,
  );
  const words = (
    <>
      {name}
      <span className={css.srOnly}> {set ? say("set") : say("clear")}</span>
    </>
  );
  if (at === undefined) return words;
  const about = { kind: "register", name: at.register, bit: at.bit } as const;
  return (
    <button
      type="button"
      className={css.bitButton}
      aria-pressed={selected}
      onClick={() => select(about)}
      onContextMenu={(event) => openMenu(event, about, set ? 1 : 0)}
    >
      {words}
    </button>
  );
}

function Chips({ cpu, before }: StateProps): ReactNode {
  const marks = useLab((state) => state.marks);
  const old = new Map(
    before === undefined ? [] : [...bitChips(before), ...emptyTables(before)].map((chip) => [chip.name, chip.set]),
  );
  const chip = (each: BitChip, warn: boolean): ReactNode => {
    const { name, set, meaning } = each;
    return (
      <li
        key={name}
        className={css.bit}
        data-set={set}
        data-warn={warn && set}
        data-changed={marks && old.get(name) !== undefined && old.get(name) !== set}
        title={`${say(meaning)} = ${set ? 1 : 0}`}
      >
        <ChipBody chip={each} />
      </li>
    );
  };
  return (
    <ul className={css.bits} data-raw aria-label={say("Mode bits")}>
      {bitChips(cpu).map((each) => chip(each, false))}
      {emptyTables(cpu).map((each) => chip(each, true))}
    </ul>
  );
}

function Segments({ cpu }: { readonly cpu: CpuView }): ReactNode {
  return (
    <table className={css.segments}>
      <thead>
        <tr>
          <th scope="col">{say("segment")}</th>
          <th scope="col">{say("selector")}</th>
          <th scope="col">{say("base")}</th>
          <th scope="col">{say("limit")}</th>
        </tr>
      </thead>
      <tbody>
        {cpu.segments.map((segment) => (
          <tr key={segment.name} title={say(segment.kind)}>
            <th scope="row">{segment.name}</th>
            <td>{hex(segment.selector, 4)}</td>
            <td>{hex32(segment.base)}</td>
            <td>{hex32(segment.limit)}</td>
          </tr>
        ))}
        {(["gdtr", "idtr"] as const).map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td />
            <td>{hex32(cpu[name].base)}</td>
            <td>{hex(cpu[name].limit, 4)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
