// Share: a link to this very moment, an embed, or the scenario as a file. Nothing leaves the browser by itself.

import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { fileOf, fileStem, isLinkable, prettyJson } from "../../state/scenarios.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { save } from "../shared/save.ts";
import { TabList } from "../shared/Tabs.tsx";
import { useLab } from "../shared/use-lab.ts";
import { EmbedTab } from "./EmbedTab.tsx";
import { LinkForm } from "./LinkForm.tsx";
import css from "./ShareDialog.module.css";

const STAYS = { capture: "A captured jump", image: "An image of kernel A" } as const;

/** Memory is too much for a link, and a capture's is somebody's kernel. */
function StaysInFile({ file: { kind, name } }: { readonly file: NonNullable<ReturnType<typeof fileOf>> }): ReactNode {
  return (
    <p className={css.light} data-light="red" data-testid="link-light">
      <span className={css.dot} aria-hidden />
      {say("{what} stays in its file. Pass {name} on; whoever drops it here sees the same.", {
        what: say(STAYS[kind]),
        name,
      })}
    </p>
  );
}

function LinkTab(): ReactNode {
  const scenario = useLab((state) => (state.source?.preset === undefined ? state.source?.scenario : undefined));
  const file = fileOf(useLab((state) => state.source));
  if (file !== undefined) return <StaysInFile file={file} />;
  if (scenario === undefined || isLinkable(scenario)) return <LinkForm />;
  return (
    <p className={css.light} data-light="red" data-testid="link-light">
      <span className={css.dot} aria-hidden />
      {say("With the files that were brought, this scenario is too large for a link. Pass the file on instead.")}
    </p>
  );
}

function FileTab(): ReactNode {
  const scenario = useLab((state) => state.source?.scenario);
  const file = fileOf(useLab((state) => state.source));
  if (file !== undefined) return <StaysInFile file={file} />;
  if (scenario === undefined) return null;
  const text = prettyJson(scenario);
  const name = `${fileStem(scenario)}.scenario.json`;
  return (
    <>
      <pre className={css.json} tabIndex={0} aria-label={say("Scenario as JSON")}>
        {text}
      </pre>
      <div className={css.buttons}>
        <Button weight="strong" onClick={() => save(name, "application/json", text)}>
          <Download size={16} aria-hidden /> {say("Download {name}", { name })}
        </Button>
      </div>
    </>
  );
}

const ITEMS = [
  { id: "link", title: "Link" },
  { id: "embed", title: "Embed" },
  { id: "file", title: "File" },
] as const;
type Tab = (typeof ITEMS)[number]["id"];
const TABS: Readonly<Record<Tab, () => ReactNode>> = { link: LinkTab, embed: EmbedTab, file: FileTab };

export function ShareDialog(): ReactNode {
  const [tab, setTab] = useState<Tab>("link");
  const Shown = TABS[tab];
  return (
    <Dialog title={say("Share")}>
      <TabList label={say("What to share")} items={ITEMS} chosen={tab} onChoose={setTab} panelId="share-panel" />
      <div
        id="share-panel"
        role="tabpanel"
        aria-label={say(ITEMS.find(({ id }) => id === tab)?.title ?? "")}
        className={css.panel}
      >
        <Shown />
      </div>
      <p className={css.promise}>{say("Nothing is uploaded: the link itself carries scenario, position and view.")}</p>
    </Dialog>
  );
}
