// The page within another one: the map and the transport, the transport alone, or all of it; always a way into the lab.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { showsRun } from "../../state/phases.ts";
import { OpenInLab } from "../embed/OpenInLab.tsx";
import { Notices } from "../notices/Notices.tsx";
import { useLab } from "../shared/use-lab.ts";
import { Timeline } from "../timeline/Timeline.tsx";
import { GranularitySelect } from "../transport/Granularities.tsx";
import { PhaseLine } from "../transport/Position.tsx";
import { Transport } from "../transport/Transport.tsx";
import { App } from "./App.tsx";
import { Dialogs } from "./Dialogs.tsx";
import css from "./EmbedPage.module.css";
import { useKeyboard } from "./keyboard.ts";
import { LiveRegion } from "./LiveRegion.tsx";
import { RunState } from "./RunState.tsx";
import { StateHash } from "./StatusLine.tsx";
import { View } from "./views.tsx";

export function EmbedPage(): ReactNode {
  const ui = useLab((state) => state.embed?.ui);
  const language = useLab((state) => state.language);
  return ui === "full" ? <App /> : <Small key={language} map={ui === "min"} />;
}

function Small({ map }: { readonly map: boolean }): ReactNode {
  const shown = useLab(showsRun);
  const title = useLab((state) => state.linked.title ?? state.source?.scenario.title);
  // Keys reach a frame only while it has the focus.
  useKeyboard();
  return (
    <div className={css.embed} data-map={map}>
      <header className={css.head}>
        <h1 className={css.title}>{title ?? "Kexec Jump Lab"}</h1>
        <OpenInLab />
      </header>
      <Notices />
      <main className={css.main} id="main" tabIndex={-1}>
        {shown ? map ? <View id="map" fill /> : null : <RunState />}
      </main>
      {shown ? (
        <section className={css.dock} aria-label={say("Time")}>
          <PhaseLine />
          <Timeline compact />
          <div className={css.row}>
            <Transport few />
            <GranularitySelect />
            <span className={css.hash}>
              <StateHash />
            </span>
          </div>
        </section>
      ) : null}
      <LiveRegion />
      <Dialogs />
    </div>
  );
}
