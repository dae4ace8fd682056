// The main area in its four layouts.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { showsWall } from "../../state/museum.ts";
import { useLab } from "../shared/use-lab.ts";
import type { Layout } from "../shared/use-layout.ts";
import { Columns } from "./Columns.tsx";
import { NarrowMain } from "./NarrowMain.tsx";
import { Rail } from "./Rail.tsx";
import css from "./Main.module.css";
import { View } from "./views.tsx";

export function Main({ layout }: { readonly layout: Layout }): ReactNode {
  const perspective = useLab((state) => state.perspective);
  const wall = useLab(showsWall);
  if (layout === "phone" || layout === "narrow") return <NarrowMain layout={layout} />;
  return (
    <div className={css.main} id="perspective" role="tabpanel" aria-label={say("Views")}>
      {layout === "medium" && perspective !== "museum" ? <Rail /> : null}
      <div className={css.columns}>
        {wall ? <View id="museum" fill /> : <Columns perspective={perspective} layout={layout} />}
      </div>
    </div>
  );
}
