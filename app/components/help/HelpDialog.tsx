// Help: how to begin, the glossary, and what the machine does not model.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { HELP_PAGES, type HelpPage } from "../../state/types/reading.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { About } from "./About.tsx";
import { Begin } from "./Begin.tsx";
import { Glossary } from "./Glossary.tsx";

const TITLES: Readonly<Record<HelpPage, string>> = {
  start: "How to begin",
  glossary: "Glossary",
  about: "What is not modelled",
};
const ITEMS = HELP_PAGES.map((id) => ({ id, title: TITLES[id] }));
const PAGES: Readonly<Record<HelpPage, () => ReactNode>> = { start: Begin, glossary: Glossary, about: About };

export function HelpDialog(): ReactNode {
  const { openHelp } = useActions();
  const page = useLab((state) => state.help.page);
  const Page = PAGES[page];
  return (
    <Dialog title={say("Help")} width="large">
      <TabList label={say("Help")} items={ITEMS} chosen={page} onChoose={openHelp} panelId="help-page" look="line" />
      <div id="help-page" role="tabpanel" aria-label={say(TITLES[page])}>
        <Page />
      </div>
    </Dialog>
  );
}
