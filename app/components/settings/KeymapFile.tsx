// The reader's keys out to a file and in from one.

import { useRef, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { keymapText, readKeymap } from "../../state/keymap-file.ts";
import type { Problem } from "../../sim/api.ts";
import { Button } from "../shared/Button.tsx";
import { Problems } from "../shared/Problems.tsx";
import { save } from "../shared/save.ts";
import { useActions, useLab } from "../shared/use-lab.ts";

export function KeymapFile(): ReactNode {
  const { changeSettings } = useActions();
  const settings = useLab((state) => state.settings);
  const input = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>();

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const read = readKeymap(await file.text());
    setProblems(read.ok ? [] : read.problems);
    if (read.ok) changeSettings(read.value);
  }

  return (
    <>
      <Button onClick={() => save("kexec-jump-lab-keys.json", "application/json", keymapText(settings))}>
        {say("Save keys…")}
      </Button>
      <Button onClick={() => input.current?.click()}>{say("Load keys…")}</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={say("File of keys")}
        hidden
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = "";
        }}
      />
      {problems === undefined ? null : problems.length === 0 ? (
        <p role="status">{say("These keys are in use now.")}</p>
      ) : (
        <Problems problems={problems} />
      )}
    </>
  );
}
