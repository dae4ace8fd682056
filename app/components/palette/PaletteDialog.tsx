// The command palette: every command by name, with its keys.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { COMMANDS, type Command } from "../../state/commands.ts";
import { keysOf } from "../../state/keymap.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { FilterList } from "../shared/FilterList.tsx";
import { Keys } from "../shared/Keys.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";

const starts = ({ title }: Command, word: string): boolean => say(title).toLowerCase().startsWith(word);

/** All words must occur; commands that begin with the text come first. */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = commands.filter((command) => {
    const name = `${say(command.title)} ${say(command.group)}`.toLowerCase();
    return words.every((word) => name.includes(word));
  });
  const first = words[0] ?? "";
  return found.toSorted((a, b) => Number(starts(b, first)) - Number(starts(a, first)));
}

export function PaletteDialog(): ReactNode {
  const lab = useLabHandle();
  const { openDialog } = useActions();
  const settings = useLab((state) => state.settings);
  const [text, setText] = useState("");
  const rows = findCommands(COMMANDS, text).map((command) => {
    const keys = keysOf(command, settings)[0];
    return {
      id: command.id,
      title: say(command.title),
      detail: say(command.group),
      aside: keys === undefined ? null : <Keys keys={keys} />,
      disabled: command.enabled !== undefined && !command.enabled(lab),
      command,
    };
  });
  return (
    <Dialog title={say("Commands")}>
      <FilterList
        label={say("Command")}
        placeholder={say("Type a command")}
        text={text}
        onText={setText}
        rows={rows}
        onChoose={(row) => {
          openDialog(undefined);
          row.command.run(lab);
        }}
        empty={say("No such command.")}
      />
    </Dialog>
  );
}
