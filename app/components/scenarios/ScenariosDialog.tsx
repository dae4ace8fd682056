// Choose a scenario: a built-in one, or a file.

import { FolderOpen } from "lucide-react";
import { useRef, type ReactNode } from "react";
import type { PresetInfo } from "../../sim/api.ts";
import { PRESETS } from "../../state/scenarios.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { plural, size } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ScenariosDialog.module.css";
import { useOpenFile } from "./use-open-file.ts";

function PresetRow({ preset, open }: { readonly preset: PresetInfo; readonly open: boolean }): ReactNode {
  const actions = useActions();
  const { scenario } = preset;
  return (
    <li>
      <button
        type="button"
        className={css.preset}
        aria-current={open ? "true" : undefined}
        onClick={() => {
          actions.openDialog(undefined);
          actions.explore();
          void actions.open({ preset: preset.id, scenario });
        }}
      >
        <span className={css.title}>
          {preset.title}
          {open ? <span className={css.now}>open</span> : null}
        </span>
        <span className={css.summary}>{preset.summary}</span>
        <span className={css.facts}>
          {scenario.memoryMiB >= 1024 ? `${scenario.memoryMiB / 1024} GiB` : `${scenario.memoryMiB} MiB`} memory ·{" "}
          {size(scenario.bRange.end - scenario.bRange.start)} for kernel B ·{" "}
          {plural(scenario.segments.length, "segment")} · {plural(scenario.jumps, "jump")}
        </span>
      </button>
    </li>
  );
}

export function ScenariosDialog(): ReactNode {
  const current = useLab((state) => state.source?.preset);
  const input = useRef<HTMLInputElement>(null);
  const openFile = useOpenFile();
  return (
    <Dialog title="Scenarios">
      <ul className={css.list}>
        {PRESETS.map((preset) => (
          <PresetRow key={preset.id} preset={preset} open={preset.id === current} />
        ))}
      </ul>
      <div className={css.file}>
        <p>
          A scenario is a JSON file: a machine, two kernels, segments, tasks. Share → File gives you one to start from.
        </p>
        <Button onClick={() => input.current?.click()}>
          <FolderOpen size={16} aria-hidden /> Open scenario file…
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          data-testid="scenario-file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) void openFile(file);
          }}
        />
      </div>
    </Dialog>
  );
}
