// The built-in scenarios.

import type { ReactNode } from "react";
import type { PresetInfo } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { ROOMS } from "../../state/museum.ts";
import { PRESETS } from "../../state/scenarios.ts";
import { size } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./PresetList.module.css";

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
        <span className={css.head}>
          <span className={css.title}>{say(preset.title)}</span>
          <span className={css.facts}>
            {open ? say("open") : `${scenario.revision} · ${size(scenario.memoryMiB * 1024 * 1024)}`}
          </span>
        </span>
        <span className={css.summary}>{say(preset.summary)}</span>
      </button>
    </li>
  );
}

/** The rooms are many: they have a wall of their own. */
function MuseumRow(): ReactNode {
  const { openDialog, showWall } = useActions();
  return (
    <li>
      <button
        type="button"
        className={css.preset}
        onClick={() => {
          openDialog(undefined);
          showWall(true);
        }}
      >
        <span className={css.head}>
          <span className={css.title}>{say("The museum of failed jumps")}</span>
          <span className={css.facts}>{say("{n} rooms", { n: ROOMS.length })}</span>
        </span>
        <span className={css.summary}>
          {say("Failures of kexec jump as they happened, each beside what mended it.")}
        </span>
      </button>
    </li>
  );
}

export function PresetList(): ReactNode {
  const current = useLab((state) => state.source?.preset);
  return (
    <ul className={css.list} aria-label={say("Built-in scenarios")}>
      {PRESETS.map((preset) => (
        <PresetRow key={preset.id} preset={preset} open={preset.id === current} />
      ))}
      <MuseumRow />
    </ul>
  );
}
