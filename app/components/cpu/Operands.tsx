// Below a line of code: what the instruction reads and writes, each with its value.

import type { ReactNode } from "react";
import type { CodeLine, Operand } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex32 } from "../shared/format.ts";
import { useActions } from "../shared/use-lab.ts";
import css from "./Operands.module.css";
import { extentText, groupsOf, registerOf, valueText } from "./operands.ts";

export function Operands({ line }: { readonly line: CodeLine }): ReactNode {
  return (
    <div className={css.groups}>
      {groupsOf(line).map(({ title, operands }) => (
        <dl key={title} className={css.group}>
          <dt>{say(title)}</dt>
          <dd>
            <ul className={css.chips} aria-label={say("What {mnemonic} {title}", { mnemonic: line.mnemonic, title })}>
              {operands.map((operand) => (
                <li key={operand.name}>
                  <Chip operand={operand} />
                </li>
              ))}
            </ul>
          </dd>
        </dl>
      ))}
    </div>
  );
}

function Chip({ operand }: { readonly operand: Operand }): ReactNode {
  const { select, setHover } = useActions();
  const { name, address, physical } = operand;
  const register = registerOf(operand);
  const content = (
    <>
      <span className={css.name}>{name}</span>
      {address === undefined ? null : <span className={css.address}>@{hex32(address)}</span>}
      <Value operand={operand} />
    </>
  );
  if (physical !== undefined)
    return (
      <button
        type="button"
        className={css.chip}
        title={placeText(operand)}
        onClick={() => select({ kind: "byte", address: physical })}
      >
        {content}
      </button>
    );
  return (
    <span
      className={css.chip}
      title={address === undefined ? undefined : say("linear {address}, not mapped", { address: hex32(address) })}
      onPointerEnter={register === undefined ? undefined : () => setHover({ kind: "register", name: register })}
      onPointerLeave={register === undefined ? undefined : () => setHover(undefined)}
    >
      {content}
    </span>
  );
}

const placeText = ({ address, physical }: Operand): string =>
  address === physical
    ? say("physical {physical}", { physical: hex32(physical ?? 0) })
    : say("linear {address}, physical {physical}", { address: hex32(address ?? 0), physical: hex32(physical ?? 0) });

function Value({ operand }: { readonly operand: Operand }): ReactNode {
  const value = extentText(operand) ?? valueText(operand, operand.value);
  const was = valueText(operand, operand.was);
  if (value === undefined) return null;
  return (
    <>
      {was === undefined || was === value ? null : (
        <>
          <span className={css.was}>
            <span className="visually-hidden">{say("was")} </span>
            {was}
          </span>
          <span className={css.arrow} aria-hidden>
            →
          </span>
          <span className="visually-hidden">{say(", now")} </span>
        </>
      )}
      <span className={css.value}>{value}</span>
    </>
  );
}
