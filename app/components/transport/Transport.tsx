// The transport: seven buttons, or five on a phone. Shift turns the direction of play round.

import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Pause,
  Play,
  type LucideIcon,
} from "lucide-react";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { commandById, togglePlay, type Command } from "../../state/commands.ts";
import { keysOf } from "../../state/keymap.ts";
import { IconButton } from "../shared/Button.tsx";
import { keysText } from "../shared/Keys.tsx";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Transport.module.css";
import { useHold } from "./use-hold.ts";

interface Item {
  readonly id: string;
  readonly Icon: LucideIcon;
  readonly holds?: boolean;
}

const BEFORE: readonly Item[] = [
  { id: "time.start", Icon: ChevronFirst },
  { id: "time.previous-phase", Icon: ChevronsLeft },
  { id: "time.back", Icon: ChevronLeft, holds: true },
];
const AFTER: readonly Item[] = [
  { id: "time.step", Icon: ChevronRight, holds: true },
  { id: "time.next-phase", Icon: ChevronsRight },
  { id: "time.end", Icon: ChevronLast },
];

function CommandButton({ item, command }: { readonly item: Item; readonly command: Command }): ReactNode {
  const lab = useLabHandle();
  const settings = useLab((state) => state.settings);
  const hold = useHold(() => command.run(lab), item.holds === true);
  const keys = keysOf(command, settings)[0];
  return (
    <IconButton label={say(command.title)} keys={keys === undefined ? undefined : keysText(keys)} {...hold}>
      <item.Icon />
    </IconButton>
  );
}

function PlayButton(): ReactNode {
  const lab = useLabHandle();
  const playing = useLab((state) => state.playing);
  return (
    <IconButton
      label={playing === 0 ? say("Play") : say("Pause")}
      keys={say("Space; Shift plays backwards")}
      aria-pressed={playing !== 0}
      className={css.play ?? ""}
      onClick={(event) => togglePlay(lab, event.shiftKey ? -1 : 1)}
    >
      {playing === 0 ? <Play /> : <Pause />}
    </IconButton>
  );
}

/** Arrows move between the buttons, as in any toolbar. */
function moveInToolbar(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  event.preventDefault();
  event.stopPropagation();
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
}

export function Transport({ few = false }: { readonly few?: boolean }): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  const drawn = (item: Item): ReactNode => {
    const command = commandById(item.id);
    return command === undefined ? null : <CommandButton key={item.id} item={item} command={command} />;
  };
  return (
    <div ref={row} className={css.buttons} role="toolbar" aria-label={say("Transport")} onKeyDown={moveInToolbar}>
      {(few ? BEFORE.slice(1) : BEFORE).map(drawn)}
      <PlayButton />
      {(few ? AFTER.slice(0, 2) : AFTER).map(drawn)}
    </div>
  );
}
