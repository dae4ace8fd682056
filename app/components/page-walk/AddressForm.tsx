// Which address to translate: typed, or one of those that matter here.

import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { Moment } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { hex32 } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./PageWalkPanel.module.css";
import { parseAddress } from "./words.ts";

interface Pick {
  readonly name: string;
  /** Undefined for the one that moves along: wherever EIP points. */
  readonly address: number | undefined;
}

function picksOf(moment: Moment): readonly Pick[] {
  const { cpu, controlPages, running } = moment;
  const { esp, cr2 } = cpu;
  const page =
    controlPages.find((each) => each.instructionPointer !== undefined) ??
    controlPages.find((each) => each.owner === running);
  const picks: readonly Pick[] = [
    { name: "EIP", address: undefined },
    { name: "ESP", address: esp },
    ...(cr2 === 0 ? [] : [{ name: "CR2", address: cr2 }]),
  ];
  if (page === undefined) return picks;
  return [
    ...picks,
    { name: say("control page, virtual"), address: page.virtualAddress },
    { name: say("control page, physical"), address: page.physicalAddress },
  ];
}

export function AddressForm(): ReactNode {
  const moment = useLab((state) => state.moment);
  const linear = useLab((state) => state.walk);
  const { setWalk } = useActions();
  const [draft, setDraft] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const id = useId();
  if (moment === undefined) return null;
  const { eip, esp, cr2, cr3 } = moment.cpu;
  const text = draft ?? hex32(linear ?? eip);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const address = parseAddress(text, { eip, esp, cr2, cr3 });
    setWrong(address === undefined);
    if (address === undefined) return;
    setDraft(undefined);
    setWalk(address);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <label htmlFor={id}>{say("linear address")}</label>
      <input
        id={id}
        className={css.input}
        value={text}
        spellCheck={false}
        autoComplete="off"
        size={12}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onChange={(event) => setDraft(event.target.value)}
      />
      <span className={css.picks}>
        {picksOf(moment).map(({ name, address }) => (
          <button
            key={name}
            type="button"
            className={css.pick}
            aria-pressed={address === linear}
            title={address === undefined ? say("Follow EIP") : undefined}
            onClick={() => {
              setDraft(undefined);
              setWalk(address);
            }}
          >
            {say(name)}
          </button>
        ))}
      </span>
      {wrong ? (
        <p id={`${id}-error`} className={css.fault} role="alert">
          {say(
            "Expected 0x and up to 8 hex digits, digits followed by h, a decimal number, or eip, esp, cr2, cr3; got “{text}”.",
            { text },
          )}
        </p>
      ) : null}
    </form>
  );
}
