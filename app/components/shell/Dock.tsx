// The dock: transport above the timeline on desktops; slider and five buttons on phones.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { useLowHeight, type Layout } from "../shared/use-layout.ts";
import { Timeline } from "../timeline/Timeline.tsx";
import { GranularitySelect, Granularities } from "../transport/Granularities.tsx";
import css from "./Dock.module.css";
import { PhaseLine, Position } from "../transport/Position.tsx";
import { Speed } from "../transport/Speed.tsx";
import { Transport } from "../transport/Transport.tsx";

export function Dock({ layout }: { readonly layout: Layout }): ReactNode {
  const low = useLowHeight();
  if (layout === "phone")
    return (
      <section className={css.dock} aria-label={say("Time")}>
        <PhaseLine />
        <Timeline compact />
        <div className={css.phoneRow}>
          <Transport few />
          <GranularitySelect />
        </div>
      </section>
    );
  return (
    <section className={css.dock} aria-label={say("Time")}>
      <div className={css.row}>
        <Transport />
        {layout === "narrow" ? <GranularitySelect /> : <Granularities />}
        <Speed />
        <Position />
      </div>
      <Timeline compact={low} />
    </section>
  );
}
