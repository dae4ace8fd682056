// The page: header, main area, dock, status line; or, instead of the main area, why there is nothing to show.

import type { ReactNode } from "react";
import { showsWall } from "../../state/museum.ts";
import { recordsBranch, showsRun } from "../../state/phases.ts";
import { Notices } from "../notices/Notices.tsx";
import { OutcomeStrip } from "../outcome/OutcomeStrip.tsx";
import { useLab } from "../shared/use-lab.ts";
import { useLayout } from "../shared/use-layout.ts";
import css from "./App.module.css";
import { Branching } from "./Branching.tsx";
import { Dialogs } from "./Dialogs.tsx";
import { Dock } from "./Dock.tsx";
import { DropZone } from "./DropZone.tsx";
import { Header } from "./Header.tsx";
import { useKeyboard } from "./keyboard.ts";
import { LiveRegion } from "./LiveRegion.tsx";
import { Main } from "./Main.tsx";
import { Menus } from "./Menus.tsx";
import { Overlay } from "./Overlay.tsx";
import { RunState } from "./RunState.tsx";
import { SkipLinks } from "./SkipLinks.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { TabBar } from "./TabBar.tsx";

export function App(): ReactNode {
  const layout = useLayout();
  const shown = useLab(showsRun);
  const branching = useLab((state) => recordsBranch(state.status));
  const wall = useLab((state) => showsRun(state) && showsWall(state));
  useKeyboard();
  return (
    <DropZone className={css.app ?? ""} layout={layout}>
      {shown ? <SkipLinks layout={layout} /> : null}
      <Header layout={layout} />
      <Notices />
      {branching ? <Branching /> : null}
      {shown ? <OutcomeStrip /> : null}
      <main className={css.main} id="main" tabIndex={-1} inert={branching}>
        {shown ? <Main layout={layout} /> : <RunState />}
      </main>
      {shown && !wall ? (
        <div inert={branching}>
          <Dock layout={layout} />
        </div>
      ) : null}
      {layout === "phone" ? shown ? <TabBar /> : null : <StatusLine />}
      <LiveRegion />
      <Overlay />
      <Menus />
      <Dialogs />
    </DropZone>
  );
}
