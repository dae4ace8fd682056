// The shortcut sheet, made from the command registry; every key can be changed here.

import { RotateCcw } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { COMMANDS, type Command, type CommandGroup } from "../../state/commands.ts";
import { bindingOf, conflicts, keysOf } from "../../state/keymap.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { Keys, keysText } from "../shared/Keys.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ShortcutsDialog.module.css";

const GROUPS: readonly CommandGroup[] = ["Time", "Go to", "Look", "Faults", "Story", "Page"];

interface RowProps {
  readonly command: Command;
  readonly listening: boolean;
  readonly onListen: (id: string | undefined) => void;
}

function Row({ command, listening, onListen }: RowProps): ReactNode {
  const { changeSettings } = useActions();
  const keymap = useLab((state) => state.settings.keymap);
  const keys = keysOf(command, keymap);
  const own = keymap[command.id] !== undefined;
  const clash = keys.flatMap((each) => conflicts(COMMANDS, keymap, command.id, each))[0];

  function take(event: KeyboardEvent): void {
    if (!listening) return;
    const binding = bindingOf(event);
    if (event.key !== "Escape" && event.key !== "Tab" && binding === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (binding !== undefined) changeSettings({ keymap: { ...keymap, [command.id]: binding } });
    onListen(undefined);
  }

  return (
    <li className={css.row}>
      <span className={css.name}>
        {command.title}
        {clash === undefined ? null : <span className={css.clash}>also used by “{clash.title}”</span>}
      </span>
      {own ? (
        <IconButton
          label={`Restore the default key of ${command.title}`}
          onClick={() => {
            const { [command.id]: _dropped, ...rest } = keymap;
            changeSettings({ keymap: rest });
          }}
        >
          <RotateCcw />
        </IconButton>
      ) : null}
      <button
        type="button"
        className={css.keys}
        aria-label={`Change the key of ${command.title}, now ${keys.map(keysText).join(" or ") || "none"}`}
        onClick={() => onListen(listening ? undefined : command.id)}
        onBlur={() => listening && onListen(undefined)}
        onKeyDown={take}
      >
        {listening ? "press a key …" : keys.map((each) => <Keys key={each} keys={each} />)}
        {!listening && keys.length === 0 ? "set" : null}
      </button>
    </li>
  );
}

export function ShortcutsDialog(): ReactNode {
  const { changeSettings } = useActions();
  const on = useLab((state) => state.settings.keys === "on");
  const [text, setText] = useState("");
  const [listening, setListening] = useState<string>();
  const wanted = COMMANDS.filter((command) => command.title.toLowerCase().includes(text.toLowerCase()));
  return (
    <Dialog title="Keyboard shortcuts" width="large">
      <div className={css.top}>
        <input
          className={css.search}
          aria-label="Search shortcuts"
          placeholder="Search"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label className={css.switch}>
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => changeSettings({ keys: event.target.checked ? "on" : "off" })}
          />
          Single-key shortcuts
        </label>
        <Button onClick={() => changeSettings({ keymap: {} })}>Restore all</Button>
      </div>
      {GROUPS.map((group) => {
        const rows = wanted.filter((command) => command.group === group);
        if (rows.length === 0) return null;
        return (
          <section key={group} aria-label={group}>
            <h3 className={css.group}>{group}</h3>
            <ul className={css.list}>
              {rows.map((command) => (
                <Row key={command.id} command={command} listening={listening === command.id} onListen={setListening} />
              ))}
            </ul>
          </section>
        );
      })}
      <p className={css.help}>
        On the timeline: arrows step, Page Up and Page Down move by phase, Home and End reach the ends. Choose a key and
        press another one to change it.
      </p>
    </Dialog>
  );
}
