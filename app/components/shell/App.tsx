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
import { Presenting } from "./Presenting.tsx";
import { RunState } from "./RunState.tsx";
import { SkipLinks } from "./SkipLinks.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { TabBar } from "./TabBar.tsx";
import { Work } from "../under-way/Work.tsx";

/** Drawn anew in another language; what is open and where stays in the store. */
export function App(): ReactNode {
  return <Page key={useLab((state) => state.language)} />;
}

function Page(): ReactNode {
  const layout = useLayout();
  const shown = useLab(showsRun);
  const branching = useLab((state) => recordsBranch(state.status));
  const wall = useLab((state) => showsRun(state) && showsWall(state));
  const presenting = useLab((state) => state.settings.presenter !== "off");
  useKeyboard();
  return (
    <DropZone className={css.app ?? ""} layout={layout}>
      {shown ? <SkipLinks layout={layout} /> : null}
      {presenting ? <Presenting /> : <Header layout={layout} />}
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
      {layout === "phone" ? shown ? <TabBar /> : null : presenting ? null : <StatusLine />}
      {layout === "phone" ? <Work floating /> : null}
      <LiveRegion />
      <Overlay />
      <Menus />
      <Dialogs />
    </DropZone>
  );
}
