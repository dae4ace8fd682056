// The command palette: every command by name, with its keys.

import { useState, type ReactNode } from "react";
import { COMMANDS, type Command } from "../../state/commands.ts";
import { keysOf } from "../../state/keymap.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { FilterList } from "../shared/FilterList.tsx";
import { Keys } from "../shared/Keys.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";

/** All words must occur; commands that begin with the text come first. */
export function findCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found = commands.filter((command) => {
    const name = `${command.title} ${command.group}`.toLowerCase();
    return words.every((word) => name.includes(word));
  });
  const first = words[0] ?? "";
  return found.toSorted(
    (a, b) => Number(b.title.toLowerCase().startsWith(first)) - Number(a.title.toLowerCase().startsWith(first)),
  );
}

export function PaletteDialog(): ReactNode {
  const lab = useLabHandle();
  const { openDialog } = useActions();
  const keymap = useLab((state) => state.settings.keymap);
  const [text, setText] = useState("");
  const rows = findCommands(COMMANDS, text).map((command) => {
    const keys = keysOf(command, keymap)[0];
    return {
      id: command.id,
      title: command.title,
      detail: command.group,
      aside: keys === undefined ? null : <Keys keys={keys} />,
      disabled: command.enabled !== undefined && !command.enabled(lab),
      command,
    };
  });
  return (
    <Dialog title="Commands">
      <FilterList
        label="Command"
        placeholder="Type a command"
        text={text}
        onText={setText}
        rows={rows}
        onChoose={(row) => {
          openDialog(undefined);
          row.command.run(lab);
        }}
        empty="No such command."
      />
    </Dialog>
  );
}
