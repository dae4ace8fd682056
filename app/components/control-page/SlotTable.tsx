// The words of the control page with what they mean, and the words on its stack.

import { useState, type ReactNode } from "react";
import { retell, say } from "../../messages/say.ts";
import type { ControlPageView, Slot } from "../../sim/api.ts";
import { hex32, offset, word } from "../shared/format.ts";
import { useContextMenu } from "../shared/use-context-menu.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ControlPagePanel.module.css";
import { SlotWriter } from "./SlotWriter.tsx";
import { stackWord } from "./stack-words.ts";
import { Told } from "../shared/Told.tsx";

interface PageProps {
  readonly page: ControlPageView;
  /** Offsets of words that the page beside it has otherwise. */
  readonly differing?: ReadonlySet<number> | undefined;
}

/** On the overview the saved general registers step back: they say little there. */
const matters = (slot: Slot): boolean => slot.group !== "saved" || /^(esp|cr[03]|return)/i.test(slot.name);

export function SlotTable({ page, differing }: PageProps): ReactNode {
  const before = useLab((state) => state.previous?.controlPages.find((old) => old.owner === page.owner)?.slots);
  const selected = useLab(({ selection }) =>
    selection?.kind === "slot" && selection.owner === page.owner ? selection.offset : undefined,
  );
  const overview = useLab((state) => state.perspective === "overview");
  const [all, setAll] = useState(false);
  const was = (slot: Slot): number | undefined => before?.find((old) => old.offset === slot.offset)?.value;
  const brief = overview && !all;
  const shown = brief
    ? page.slots.filter((slot) => matters(slot) || slot.offset === selected || (was(slot) ?? slot.value) !== slot.value)
    : page.slots;
  return (
    <>
      <table
        className={css.slots}
        aria-label={say("Words in the control page of kernel {kernel}", { kernel: page.owner })}
      >
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{say("offset")}</th>
            <th scope="col">{say("word")}</th>
            <th scope="col">{say("meaning")}</th>
            <th scope="col">{say("value")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((slot) => (
            <SlotRow
              key={slot.offset}
              page={page}
              slot={slot}
              was={was(slot)}
              selected={slot.offset === selected}
              differs={differing?.has(slot.offset) === true}
            />
          ))}
        </tbody>
      </table>
      {selected === undefined ? null : <SlotWriter page={page} slot={selected} />}
      {overview && page.slots.length > shown.length + (all ? -1 : 0) ? (
        <button type="button" className={css.toggle} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say("fewer words") : say("all {n} words", { n: page.slots.length })}
        </button>
      ) : null}
    </>
  );
}

interface SlotRowProps extends PageProps {
  readonly slot: Slot;
  readonly was: number | undefined;
  readonly selected: boolean;
  readonly differs: boolean;
}

const isLink = (name: string): string | undefined =>
  /swap/.test(name) ? "swap" : /list|map|head/.test(name) ? "list" : undefined;

function SlotRow({ page, slot, was, selected, differs }: SlotRowProps): ReactNode {
  const { owner } = page;
  const { select, setHover } = useActions();
  const openMenu = useContextMenu();
  const format = useLab((state) => state.numbers);
  const marks = useLab((state) => state.marks);
  const linked = useLab(({ hover }) => hover?.kind === "slot" && hover.owner === owner && hover.offset === slot.offset);
  const changed = marks && slot.written && was !== undefined && was !== slot.value;
  const choose = (): void => select({ kind: "slot", owner, offset: slot.offset });
  return (
    <tr
      data-selected={selected}
      data-linked={linked}
      data-differs={differs}
      data-role={slot.group === "links" ? isLink(slot.name) : undefined}
      title={retell(slot.meaning).text}
      onClick={choose}
      onContextMenu={(event) => openMenu(event, { kind: "slot", owner, offset: slot.offset }, slot.value)}
      onPointerEnter={() => setHover({ kind: "slot", owner, offset: slot.offset })}
      onPointerLeave={() => setHover(undefined)}
    >
      <td className={css.mono}>
        <button type="button" className={css.slotButton} aria-pressed={selected} onClick={choose}>
          {offset(slot.offset)}
        </button>
      </td>
      <th scope="row">
        {slot.name}
        {differs ? (
          <span className={css.differs} title={say("Not the same in the other kernel's page")}>
            ≠
          </span>
        ) : null}
      </th>
      <td className={css.meaning}>
        <Told text={slot.meaning} />
      </td>
      <td className={css.value}>
        {slot.written ? (
          <>
            <span className={changed ? css.changed : undefined}>{word(slot.value, format)}</span>
            {changed ? <span className={css.was}>{say("was {was}", { was: word(was, format) })}</span> : null}
          </>
        ) : (
          <i
            className={css.garbage}
            title={`${hex32(slot.value)}: ${say(page.away === "power" ? "nothing has been stored here since power came back" : "nothing of this run was stored here")}`}
          >
            {page.away === "power" ? say("lost") : say("garbage from before")}
          </i>
        )}
      </td>
    </tr>
  );
}

export function StackTable({ page }: PageProps): ReactNode {
  const format = useLab((state) => state.numbers);
  const { select } = useActions();
  const overview = useLab((state) => state.perspective === "overview");
  if (page.stack.length === 0 || overview) return null;
  return (
    <table className={`${css.slots} ${css.stack}`} aria-label={say("Words on the stack")}>
      <caption className={css.caption}>{say("Stack")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("offset")}</th>
          <th scope="col" className={css.pointer}>
            <span className="visually-hidden">{say("pointer")}</span>
          </th>
          <th scope="col" className={css.known}>
            <span className="visually-hidden">{say("known as")}</span>
          </th>
          <th scope="col" className={css.word}>
            {say("word")}
          </th>
        </tr>
      </thead>
      <tbody>
        {page.stack.map(({ offset: at, value }) => (
          <tr key={at} onClick={() => select({ kind: "byte", address: page.readAt + at })}>
            <th scope="row" className={css.mono}>
              <button type="button" className={css.slotButton}>
                {offset(at)}
              </button>
            </th>
            <td>{at === page.stackPointer ? say("← esp") : null}</td>
            <td className={css.known}>{stackWord(page, value)}</td>
            <td className={css.value}>{word(value, format)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
