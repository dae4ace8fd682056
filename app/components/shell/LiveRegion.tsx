// One polite voice for the whole page, at most twice a second, and silent about single steps while playing.

import { useEffect, useState, type ReactNode } from "react";
import { retell, say } from "../../messages/say.ts";
import { verdictWords } from "../../state/fault-words.ts";
import { noticeText } from "../../state/notices.ts";
import { positionInWords, showsOutcome } from "../../state/phases.ts";
import type { LabState } from "../../state/types/state.ts";
import { useLabHandle } from "../shared/use-lab.ts";

const PAUSE_MS = 500;

/** What to say about a change of the state; undefined for nothing. */
export function announcement(state: LabState, before: LabState): string | undefined {
  const { moment, run, settings } = state;
  if (state.notices !== before.notices) {
    const latest = state.notices.at(-1);
    return latest && noticeText(latest, showsOutcome(state));
  }
  if (state.run !== before.run && state.run?.verdict !== undefined) return verdictWords(state.run.verdict);
  if (state.status !== before.status && state.status.kind === "recording") return undefined;
  if (moment === undefined || run === undefined || moment === before.moment || settings.announce === "off")
    return undefined;
  const phase = run.phases[moment.phase];
  if (moment.phase !== before.moment?.phase && phase !== undefined)
    return `${say(phase.title)}. ${positionInWords(run, moment)}`;
  if (settings.announce === "phases" || state.playing !== 0) return undefined;
  return `${retell(moment.completed).text}. ${positionInWords(run, moment)}`;
}

export function LiveRegion(): ReactNode {
  const { store } = useLabHandle();
  const [text, setText] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = "";
    const unsubscribe = store.subscribe((state, before) => {
      const words = announcement(state, before);
      if (words === undefined) return;
      latest = words;
      timer ??= setTimeout(() => {
        timer = undefined;
        setText(latest);
      }, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-atomic="true" aria-label={say("Announcements")}>
      {text}
    </div>
  );
}
