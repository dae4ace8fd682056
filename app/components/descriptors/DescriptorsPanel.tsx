// The descriptor tables: what the processor remembers of its segments, and what GDT, LDT and IDT say now.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./DescriptorsPanel.module.css";
import { Gates } from "./Gates.tsx";
import { Segments } from "./Segments.tsx";
import { TableSection } from "./TableSection.tsx";

export function DescriptorsPanel(): ReactNode {
  const tables = useLab((state) => state.moment?.tables);
  const off = useLab((state) => state.moment === undefined);
  if (tables === undefined)
    return (
      <Panel title={say("Descriptor tables")}>
        {off ? <p className={css.empty}>{say("The machine is off: no table is loaded.")}</p> : null}
      </Panel>
    );
  const { gdt, ldt, idt, segments } = tables;
  const gone = [gdt.state === "there" ? [] : ["GDT"], idt.state === "there" ? [] : ["IDT"]].flat();
  return (
    <Panel
      title={say("Descriptor tables")}
      aside={gone.length === 0 ? null : say("∅ {value} gone", { value: gone.join(say(" and ")) })}
    >
      <div className={css.body}>
        <Segments segments={segments} />
        <TableSection name="GDT" table={gdt} />
        {ldt === undefined ? null : <TableSection name="LDT" table={ldt} />}
        <Gates table={idt} />
      </div>
    </Panel>
  );
}
