// Scenarios: open another one, from a file or built in, or change the one that is open.

import { FolderOpen, Pencil } from "lucide-react";
import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { editable } from "../../state/scenario-edits.ts";
import { Button } from "../shared/Button.tsx";
import { chooseFile } from "../../state/choose-file.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { FileKinds } from "../shared/FileKinds.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { useLayout } from "../shared/use-layout.ts";
import { PresetList } from "./PresetList.tsx";
import { ScenarioForm } from "./ScenarioForm.tsx";
import css from "./ScenariosDialog.module.css";

function OpenFile(): ReactNode {
  return (
    <section className={css.file} aria-labelledby="open-file">
      <div className={css.fileHead}>
        <h3 id="open-file" className={css.heading}>
          {say("Bring your own")}
        </h3>
        <Button onClick={chooseFile}>
          <FolderOpen size={16} aria-hidden /> {say("Open file…")}
        </Button>
      </div>
      <FileKinds />
      <p className={css.note}>{say("Or drop it anywhere on the page. It stays in this browser.")}</p>
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
      <TabList
        label={say("Scenarios")}
        items={ITEMS}
        chosen={tab}
        onChoose={setTab}
        panelId="scenarios-half"
        look="line"
      />
      <div id="scenarios-half" role="tabpanel" aria-label={say(tab === "open" ? "Open another" : "Change this one")}>
        {tab === "open" ? <Open /> : <Change />}
      </div>
    </>
  );
}

/** Every field, as form and as text. */
function EditIt(): ReactNode {
  const { editScenario } = useActions();
  const fixed = useLab((state) => !editable(state));
  if (fixed) return null;
  return (
    <Button onClick={() => void editScenario()}>
      <Pencil size={16} aria-hidden /> {say("Edit this scenario…")}
    </Button>
  );
}

function Change(): ReactNode {
  return (
    <div className={css.column}>
      <div className={css.edit}>
        <EditIt />
      </div>
      <ScenarioForm />
    </div>
  );
}

export function ScenariosDialog(): ReactNode {
  const layout = useLayout();
  const open = useLab((state) => state.source !== undefined);
  return (
    <Dialog title={say("Scenarios")} width={open && layout !== "phone" ? "wide" : "medium"}>
      {!open ? (
        <Open />
      ) : layout === "phone" ? (
        <Halves />
      ) : (
        <div className={css.columns}>
          <Open />
          <Change />
        </div>
      )}
    </Dialog>
  );
}
