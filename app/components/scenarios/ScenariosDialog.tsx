// Scenarios: open another one, from a file or built in, or change the one that is open.

import { FolderOpen } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../shared/Button.tsx";
import { chooseFile } from "../../state/choose-file.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { FileKinds } from "../shared/FileKinds.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useLab } from "../shared/use-lab.ts";
import { useLayout } from "../shared/use-layout.ts";
import { PresetList } from "./PresetList.tsx";
import { ScenarioForm } from "./ScenarioForm.tsx";
import css from "./ScenariosDialog.module.css";

function OpenFile(): ReactNode {
  return (
    <section className={css.file} aria-labelledby="open-file">
      <div className={css.fileHead}>
        <h3 id="open-file" className={css.heading}>
          Bring your own
        </h3>
        <Button onClick={chooseFile}>
          <FolderOpen size={16} aria-hidden /> Open file…
        </Button>
      </div>
      <FileKinds />
      <p className={css.note}>Or drop it anywhere on the page. It stays in this browser.</p>
    </section>
  );
}

const ITEMS = [
  { id: "open", title: "Open another" },
  { id: "change", title: "Change this one" },
] as const;

function Open(): ReactNode {
  return (
    <div className={css.column}>
      <PresetList />
      <OpenFile />
    </div>
  );
}

/** A phone shows one half at a time. */
function Halves(): ReactNode {
  const [tab, setTab] = useState<(typeof ITEMS)[number]["id"]>("open");
  return (
    <>
      <TabList label="Scenarios" items={ITEMS} chosen={tab} onChoose={setTab} panelId="scenarios-half" look="line" />
      <div id="scenarios-half" role="tabpanel" aria-label={tab === "open" ? "Open another" : "Change this one"}>
        {tab === "open" ? <Open /> : <ScenarioForm />}
      </div>
    </>
  );
}

export function ScenariosDialog(): ReactNode {
  const layout = useLayout();
  const open = useLab((state) => state.source !== undefined);
  return (
    <Dialog title="Scenarios" width={open && layout !== "phone" ? "wide" : "medium"}>
      {!open ? (
        <Open />
      ) : layout === "phone" ? (
        <Halves />
      ) : (
        <div className={css.columns}>
          <Open />
          <ScenarioForm />
        </div>
      )}
    </Dialog>
  );
}
