// Devices against the callbacks of the run: who was stopped when, who was not, and who went on acting.

import { useMemo, type ReactNode } from "react";
import type { DeviceView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import css from "./Matrix.module.css";
import { MatrixGrid } from "./MatrixGrid.tsx";
import { matrixOf } from "./matrix.ts";
import { STATE_LETTERS, STATE_MEANINGS, STATE_WORDS } from "./states.ts";

const NONE: readonly DeviceView[] = [];

export function DevicesPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const devices = useLab((state) => state.moment?.board.devices ?? NONE);
  const names = devices.flatMap(({ name, kernels }) => (kernels.length === 0 ? [] : [name])).join();
  const matrix = useMemo(() => run && matrixOf(run, names === "" ? [] : names.split(",")), [run, names]);
  if (matrix === undefined || matrix.rows.length === 0)
    return (
      <Panel title={say("Devices")} fill>
        <p className={css.empty}>
          {say("This machine's devices are not in the recording: a capture holds memory and registers.")}
        </p>
      </Panel>
    );
  return (
    <Panel title={say("Devices")} aside={<Legend matrix={matrix} />} fill>
      <MatrixGrid matrix={matrix} devices={devices} />
    </Panel>
  );
}

function Legend({ matrix }: { readonly matrix: ReturnType<typeof matrixOf> }): ReactNode {
  const cells = matrix.rows.flatMap((row) => row.cells);
  const used = (Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[]).filter((state) =>
    cells.some((cell) => cell.state === state),
  );
  return (
    <ul className={css.legend} aria-label={say("States")}>
      {used.map((state) => (
        <li key={state} title={say(STATE_MEANINGS[state])}>
          <span className={css.swatch} data-state={state} data-kernel="A" aria-hidden>
            {STATE_LETTERS[state]}
          </span>
          {say(STATE_WORDS[state])}
        </li>
      ))}
      <li>
        <span className={css.carried} data-state="running" data-kernel="A" aria-hidden />
        {say("left as it was")}
      </li>
      {cells.some((cell) => cell.intrusions > 0) ? (
        <li>
          <span className={css.alarm} aria-hidden>
            !
          </span>
          {say("wrote into the other kernel's memory")}
        </li>
      ) : null}
    </ul>
  );
}
