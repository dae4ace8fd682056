// The page: header, main area, dock, status line; or, instead of the main area, why there is nothing to show.

import type { ReactNode } from "react";
import { showsRun } from "../../state/phases.ts";
import { Notices } from "../notices/Notices.tsx";
import { OutcomeStrip } from "../outcome/OutcomeStrip.tsx";
import { useLab } from "../shared/use-lab.ts";
import { useLayout } from "../shared/use-layout.ts";
import css from "./App.module.css";
import { Dialogs } from "./Dialogs.tsx";
import { Dock } from "./Dock.tsx";
import { DropZone } from "./DropZone.tsx";
import { Header } from "./Header.tsx";
import { useKeyboard } from "./keyboard.ts";
import { LiveRegion } from "./LiveRegion.tsx";
import { Main } from "./Main.tsx";
import { Overlay } from "./Overlay.tsx";
import { RunState } from "./RunState.tsx";
import { SkipLinks } from "./SkipLinks.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { TabBar } from "./TabBar.tsx";

export function App(): ReactNode {
  const layout = useLayout();
  const shown = useLab(showsRun);
  useKeyboard();
  return (
    <DropZone className={css.app ?? ""} layout={layout}>
      {shown ? <SkipLinks layout={layout} /> : null}
      <Header layout={layout} />
      <Notices />
      {shown ? <OutcomeStrip /> : null}
      <main className={css.main} id="main" tabIndex={-1}>
        {shown ? <Main layout={layout} /> : <RunState />}
      </main>
      {shown ? <Dock layout={layout} /> : null}
      {layout === "phone" ? shown ? <TabBar /> : null : <StatusLine />}
      <LiveRegion />
      <Overlay />
      <Dialogs />
    </DropZone>
  );
}
