// The shortcut sheet, made from the command registry; every key can be changed here.

import { RotateCcw } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { COMMANDS, type Command, type CommandGroup } from "../../state/commands.ts";
import { bindingOf, conflicts, keysOf, type KeySettings } from "../../state/keymap.ts";
import { say } from "../../messages/say.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { Keys, keysText } from "../shared/Keys.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ShortcutsDialog.module.css";

const GROUPS: readonly CommandGroup[] = ["Time", "Go to", "Look", "Ask", "Faults", "Story", "Page"];

interface RowProps {
  readonly command: Command;
  readonly listening: boolean;
  readonly onListen: (id: string | undefined) => void;
}

function Row({ command, listening, onListen }: RowProps): ReactNode {
  const { changeSettings } = useActions();
  const settings = useLab((state) => state.settings);
  const { keymap } = settings;
  const keys = keysOf(command, settings);
  const own = keymap[command.id] !== undefined;
  const clash = keys.flatMap((each) => conflicts(COMMANDS, settings, command.id, each))[0];

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
        {say(command.title)}
        {clash === undefined ? null : (
          <span className={css.clash}>{say("also used by “{title}”", { title: say(clash.title) })}</span>
        )}
      </span>
      {own ? (
        <IconButton
          label={say("Restore the default key of {title}", { title: say(command.title) })}
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
        aria-label={say("Change the key of {title}, now {keys}", {
          title: say(command.title),
          keys: keys.map(keysText).join(" / ") || say("none"),
        })}
        onClick={() => onListen(listening ? undefined : command.id)}
        onBlur={() => listening && onListen(undefined)}
        onKeyDown={take}
      >
        {listening ? say("press a key …") : keys.map((each) => <Keys key={each} keys={each} />)}
        {!listening && keys.length === 0 ? say("set") : null}
      </button>
    </li>
  );
}

const matches = (command: Command, text: string, settings: KeySettings): boolean => {
  const wanted = text.toLowerCase();
  const keys = keysOf(command, settings).map(keysText).join(" ");
  return `${say(command.title)} ${keys}`.toLowerCase().includes(wanted);
};

export function ShortcutsDialog(): ReactNode {
  const { changeSettings, openDialog } = useActions();
  const settings = useLab((state) => state.settings);
  const [text, setText] = useState("");
  const [listening, setListening] = useState<string>();
  const wanted = COMMANDS.filter((command) => matches(command, text, settings));
  return (
    <Dialog title={say("Keyboard shortcuts")} width="large">
      <div className={css.top}>
        <input
          className={css.search}
          aria-label={say("Search shortcuts")}
          placeholder={say("Search by name or key")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label className={css.switch}>
          <input
            type="checkbox"
            checked={settings.keys !== "off"}
            onChange={(event) => changeSettings({ keys: event.target.checked ? "default" : "off" })}
          />
          {say("Single-key shortcuts")}
        </label>
        <Button onClick={() => openDialog("settings")}>{say("Presets…")}</Button>
        <Button onClick={() => changeSettings({ keymap: {} })}>{say("Restore all")}</Button>
        <Button onClick={() => window.print()}>{say("Print…")}</Button>
      </div>
      {GROUPS.map((group) => {
        const rows = wanted.filter((command) => command.group === group);
        if (rows.length === 0) return null;
        return (
          <section key={group} aria-label={say(group)} className={css.section}>
            <h3 className={css.group}>{say(group)}</h3>
            <ul className={css.list}>
              {rows.map((command) => (
                <Row key={command.id} command={command} listening={listening === command.id} onListen={setListening} />
              ))}
            </ul>
          </section>
        );
      })}
      <p className={css.help}>
        {say(
          "On the timeline: arrows step, Page Up and Page Down move by phase, Home and End reach the ends. Choose a key and press another one to change it.",
        )}
      </p>
    </Dialog>
  );
}
