// The way of an interrupt: from a device's line through the controller, the interrupt flag and the descriptor table to a
// handler; and what would happen to one that came now.

import type { ReactNode } from "react";
import type { InterruptsView } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { hexByte } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { Told } from "../shared/Told.tsx";
import css from "./InterruptsPanel.module.css";

export function InterruptsPanel(): ReactNode {
  const view = useLab((state) => state.moment?.board.interrupts);
  if (view === undefined) return null;
  return (
    <Panel
      title={say("Interrupts")}
      aside={say("{mode} mode · {ticks}", {
        mode: say(view.mode),
        ticks: plural(view.ticks, "{n} timer tick", "{n} timer ticks"),
      })}
    >
      <Way view={view} />
      <p className={css.now} data-fatal={!view.table}>
        {say("One that came now:")}{" "}
        <b>
          <Told text={view.ifOneCame} />
        </b>
      </p>
      <Lines view={view} />
    </Panel>
  );
}

interface Stage {
  readonly name: string;
  readonly says: string;
  readonly passes: boolean;
}

function stagesOf({ mode, enabled, table, lines }: InterruptsView): readonly Stage[] {
  const open = lines.filter((line) => !line.masked).length;
  return [
    {
      name: mode === "legacy" ? "PIC" : "I/O APIC",
      says: open === 0 ? say("all lines masked") : say("{open} of {lines} open", { open, lines: lines.length }),
      passes: open > 0,
    },
    { name: "EFLAGS.IF", says: enabled ? say("1: let in") : say("0: held back"), passes: enabled },
    { name: "IDT", says: table ? say("there") : say("limit 0: gone"), passes: table },
  ];
}

function Way({ view }: { readonly view: InterruptsView }): ReactNode {
  return (
    <ol className={css.way} aria-label={say("The way of an interrupt")}>
      {stagesOf(view).map(({ name, says, passes }) => (
        <li key={name} data-passes={passes}>
          <b>{name}</b>
          <span>
            <span aria-hidden>{passes ? "✓ " : "✕ "}</span>
            {says}
          </span>
        </li>
      ))}
    </ol>
  );
}

const YES = { requested: "requested", inService: "in service", masked: "masked" } as const;

function Lines({ view }: { readonly view: InterruptsView }): ReactNode {
  const { select } = useActions();
  const devices = useLab((state) => state.moment?.board.devices);
  if (view.lines.length === 0) return null;
  return (
    <table className={css.lines} aria-label={say("Interrupt lines")}>
      <thead>
        <tr>
          <th scope="col">{say("line")}</th>
          <th scope="col">{say("device")}</th>
          <th scope="col">{say("vector")}</th>
          <th scope="col">{say("state")}</th>
        </tr>
      </thead>
      <tbody>
        {view.lines.map((line) => {
          const flags = (["requested", "inService", "masked"] as const).filter((flag) => line[flag]);
          const known = devices?.some(({ name }) => name === line.device) === true;
          return (
            <tr key={line.line} data-masked={line.masked}>
              <td className={css.number}>{line.line}</td>
              <th scope="row">
                {known ? (
                  <button type="button" onClick={() => select({ kind: "device", name: line.device })}>
                    {line.device}
                  </button>
                ) : (
                  line.device
                )}
              </th>
              <td className={css.number}>0x{hexByte(line.vector)}</td>
              <td>
                {flags.length === 0 ? <span className={css.quiet}>{say("open")}</span> : null}
                {flags.map((flag) => (
                  <span key={flag} className={css.flag} data-flag={flag}>
                    {say(YES[flag])}
                  </span>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
