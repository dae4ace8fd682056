// The processor: registers, the bits that matter, the mode in a sentence, segments and tables.

import type { ReactNode } from "react";
import type { CpuView } from "../../sim/api.ts";
import { hex, hex32, word } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { bitChips, CONTROL, emptyTables, GENERAL, type BitChip, type RegisterName } from "./bits.ts";
import css from "./CpuPanel.module.css";

export function CpuPanel(): ReactNode {
  const cpu = useLab((state) => state.moment?.cpu);
  const before = useLab((state) => state.previous?.cpu);
  const perspective = useLab((state) => state.perspective);
  if (cpu === undefined)
    return (
      <Panel title="Registers">
        <p className={css.empty}>The machine is off.</p>
      </Panel>
    );
  return (
    <Panel title="Registers">
      <Registers names={GENERAL} cpu={cpu} before={before} />
      <Chips cpu={cpu} before={before} />
      <p className={css.mode}>{cpu.mode}</p>
      <details className={css.more} open={perspective === "cpu"}>
        <summary>Control registers, segments, tables</summary>
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
              title={changed ? undefined : `${name} = ${cpu[name].toLocaleString("en-US")}`}
              onClick={() => select({ kind: "register", name })}
              onPointerEnter={() => setHover({ kind: "register", name })}
              onPointerLeave={() => setHover(undefined)}
            >
              <span className={css.name}>{name}</span>
              <span className={css.value}>{word(cpu[name], format)}</span>
              {changed ? (
                <>
                  <span className={css.srOnly}>, changed,</span>{" "}
                  <span className={css.was}>was {word(was, format)}</span>
                </>
              ) : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Chips({ cpu, before }: StateProps): ReactNode {
  const marks = useLab((state) => state.marks);
  const old = new Map(
    before === undefined ? [] : [...bitChips(before), ...emptyTables(before)].map((chip) => [chip.name, chip.set]),
  );
  const chip = ({ name, set, meaning }: BitChip, warn: boolean): ReactNode => (
    <li
      key={name}
      className={css.bit}
      data-set={set}
      data-warn={warn && set}
      data-changed={marks && old.get(name) !== undefined && old.get(name) !== set}
      title={`${meaning} = ${set ? 1 : 0}`}
    >
      {name}
      <span className={css.srOnly}> {set ? "set" : "clear"}</span>
    </li>
  );
  return (
    <ul className={css.bits} aria-label="Mode bits">
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
          <th scope="col">segment</th>
          <th scope="col">selector</th>
          <th scope="col">base</th>
          <th scope="col">limit</th>
        </tr>
      </thead>
      <tbody>
        {cpu.segments.map((segment) => (
          <tr key={segment.name} title={segment.kind}>
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
