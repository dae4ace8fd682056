// The rest of the timeline while a run is being recorded: hatched, with how far it is and a way out. It stands where the
// end of the run will be, so that nothing moves when it is there.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { cancelRecording, canCancelRecording } from "../../state/cancel-recording.ts";
import { Button } from "../shared/Button.tsx";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Unrecorded.module.css";

/** `from`: where the part that is recorded ends, pixels. */
export function Unrecorded({ from, compact }: { readonly from: number; readonly compact: boolean }): ReactNode {
  const lab = useLabHandle();
  const share = useLab(({ status }) =>
    status.kind === "recording" ? Math.round((status.progress?.share ?? 0) * 100) : 0,
  );
  const canCancel = useLab(canCancelRecording);
  return (
    <>
      <div className={css.rest} data-compact={compact} style={{ left: from }} title={say("not recorded yet")} />
      <div className={css.state} data-compact={compact} role="group" aria-label={say("Recording under way")}>
        <progress className={css.progress} max={100} value={share} aria-label={say("Recording")} />
        <span className={css.share}>{say("recording, {share} %", { share })}</span>
        {canCancel ? (
          <Button className={css.cancel ?? ""} onClick={() => void cancelRecording(lab)}>
            {say("Cancel")}
          </Button>
        ) : null}
      </div>
    </>
  );
}
