// The reader's way through the run: each jump leaves a note that goes again unless it is kept; kept ones have names and
// an order of the reader's own.

import { ArrowDown, ArrowUp, Pin, PinOff, X } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Note } from "../../state/question-types.ts";
import { LONGEST_NAME, noteTitle } from "../../state/trail.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { time } from "../shared/format.ts";
import { Keys } from "../shared/Keys.tsx";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Trail.module.css";

export function TrailPanel(): ReactNode {
  const { bookmark } = useActions();
  const notes = useLab((state) => state.trail);
  return (
    <Panel
      title={say("Trail")}
      aside={
        <Button weight="quiet" className={css.bookmark ?? ""} onClick={bookmark}>
          {say("Bookmark here")} <Keys keys="m" />
        </Button>
      }
    >
      {notes.length === 0 ? (
        <p className={css.empty}>
          {say("Each jump through the run leaves a note here. Keep those that matter: they stay when you come back.")}
        </p>
      ) : (
        <ol className={css.list} aria-label={say("Trail")}>
          {notes.map((note, index) => (
            <Row key={note.id} note={note} first={index === 0} last={index === notes.length - 1} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly note: Note;
  readonly first: boolean;
  readonly last: boolean;
}

function Row({ note, first, last }: RowProps): ReactNode {
  const { goTo, keepNote, moveNote, dropNote } = useActions();
  const here = useLab(({ moment }) => moment?.at.t === note.at.t && moment.at.sub === note.at.sub);
  const title = noteTitle(note);
  return (
    <li className={css.note} data-kept={note.kept} aria-current={here ? "location" : undefined}>
      <button
        type="button"
        className={css.place}
        aria-label={say("Go to t {t}: {what}", { t: time(note.at), what: title })}
        onClick={() => void goTo({ kind: "position", at: note.at }, "jump")}
      >
        {note.kept ? null : <span className={css.title}>{title}</span>}
        <span className={css.where}>
          t {time(note.at)} · {note.anchor}
        </span>
      </button>
      {note.kept ? <Name note={note} /> : null}
      <span className={css.tools}>
        <IconButton
          label={note.kept ? say("Do not keep: {what}", { what: title }) : say("Keep: {what}", { what: title })}
          onClick={() => keepNote(note.id, !note.kept)}
        >
          {note.kept ? <PinOff /> : <Pin />}
        </IconButton>
        {note.kept ? (
          <>
            <IconButton
              label={say("Move up: {what}", { what: title })}
              disabled={first}
              onClick={() => moveNote(note.id, -1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              label={say("Move down: {what}", { what: title })}
              disabled={last}
              onClick={() => moveNote(note.id, 1)}
            >
              <ArrowDown />
            </IconButton>
          </>
        ) : null}
        <IconButton label={say("Remove: {what}", { what: title })} onClick={() => dropNote(note.id)}>
          <X />
        </IconButton>
      </span>
    </li>
  );
}

/** Taken over on Enter and when the field is left; Esc takes it back. */
function Name({ note }: { readonly note: Note }): ReactNode {
  const { renameNote } = useActions();
  const [typed, setTyped] = useState<string>();
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") {
      event.stopPropagation();
      setTyped(undefined);
    }
  }
  return (
    <input
      className={css.name}
      aria-label={say("Name of the note at t {t}", { t: time(note.at) })}
      placeholder={note.what}
      maxLength={LONGEST_NAME}
      value={typed ?? note.name}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (typed !== undefined && typed !== note.name) renameNote(note.id, typed);
        setTyped(undefined);
      }}
    />
  );
}
