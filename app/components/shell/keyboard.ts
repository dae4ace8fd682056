// The keyboard: bindings of the command registry, with the rules for when a key is a command and when it is typing.

import { useEffect } from "react";
import { COMMANDS, type Command } from "../../state/commands.ts";
import { keySequence } from "../../state/key-sequence.ts";
import { bindings, isSingleKey } from "../../state/keymap.ts";
import { recordsPart } from "../../state/phases.ts";
import type { Lab } from "../../state/lab.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";

const TYPING =
  "textarea, select, [contenteditable='true'], input:not([type='radio'], [type='checkbox'], [type='range'], [type='button'])";
/** Elements that use Space themselves. */
const CONTROL =
  "button, a[href], input, summary, [role='slider'], [role='grid'], [role='tab'], [role='separator'], [tabindex='0']";
/** Widgets with ends of their own. A row of tabs is short, its arrows go round: Home and End are left to the run. */
const WITH_ENDS =
  "input[type='range'], [role='slider'], [role='grid'], [role='listbox'], [role='separator'], [role='region'], pre[tabindex='0']";

const inDialog = (): boolean => document.querySelector("[role='dialog'], [role='alertdialog']") !== null;

/** What is typed has an undo of its own. */
const isTextUndo = (event: KeyboardEvent): boolean => event.key.toLowerCase() === "z";

/** Whether the element that has the focus keeps this key for itself. */
function keptByElement(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.matches(TYPING)) return !(event.ctrlKey || event.metaKey || /^F\d/.test(event.key)) || isTextUndo(event);
  if (event.key === " ") return target.closest(CONTROL) !== null;
  if (event.key === "Home" || event.key === "End") return target.closest(WITH_ENDS) !== null;
  // What has the focus may lie in something that scrolls.
  return ["PageUp", "PageDown"].includes(event.key) && target !== document.body && target.id !== "main";
}

function runCommand(lab: Lab, command: Command, keys: string, event: KeyboardEvent): void {
  if (event.repeat && command.group !== "Time") return;
  const { settings, status } = lab.store.getState();
  if (settings.keys === "off" && isSingleKey(keys)) return;
  if (command.group === "Faults" && status.kind !== "ready") return;
  if (command.group === "Time" && status.kind !== "ready" && !recordsPart(status)) return;
  event.preventDefault();
  if (command.enabled === undefined || command.enabled(lab)) command.run(lab);
}

export function useKeyboard(): void {
  const lab = useLabHandle();
  const settings = useLab((state) => state.settings);
  const { keymap, keys, presenter } = settings;
  useEffect(() => {
    const chosen = { keymap, keys, presenter };
    const sequence = keySequence(bindings(COMMANDS, chosen));
    const everywhere = keySequence(
      bindings(
        COMMANDS.filter((command) => command.everywhere),
        chosen,
      ),
    );
    const handler = (event: KeyboardEvent): void => {
      // A dialog that has been asked for may still be loading: what is typed meanwhile is not meant as commands.
      const asked = lab.store.getState().dialog !== undefined;
      const blocked = asked || inDialog() || keptByElement(event);
      if (event.isComposing || event.defaultPrevented) return sequence.forget();
      if (blocked) sequence.forget();
      const meant = (blocked ? everywhere : sequence).press(event, event.timeStamp);
      if (meant !== undefined) runCommand(lab, meant.value, meant.keys, event);
    };
    addEventListener("keydown", handler);
    return () => removeEventListener("keydown", handler);
  }, [lab, keymap, keys, presenter]);
}
