// The fault lab: a catalogue of what can go wrong, every step of this run, and batches of faults.

import { Redo2, Undo2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { fileOf } from "../../state/scenarios.ts";
import { IconButton } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { TabList } from "../shared/Tabs.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { BatchTab } from "./BatchTab.tsx";
import { Catalogue } from "./Catalogue.tsx";
import css from "./FaultLab.module.css";
import { Steps } from "./Steps.tsx";

type Tab = "catalogue" | "steps" | "batch";

const AS_IT_IS = {
  capture:
    "{file} is a jump that happened on a real machine: it is compared record by record, and nothing in it can be changed. Open a scenario to break something.",
  image:
    "{file} is an image that was brought: the machine starts from it as it is. Open a scenario to break something.",
} as const;

export function FaultLabPanel(): ReactNode {
  const [tab, setTab] = useState<Tab>("catalogue");
  const points = useLab((state) => state.run?.points.length ?? 0);
  const file = fileOf(useLab((state) => state.source));
  const items = [
    { id: "catalogue", title: say("Catalogue") },
    { id: "steps", title: say("Steps of this run {points}", { points: count(points) }) },
    { id: "batch", title: say("Batch") },
  ] as const;
  if (file !== undefined)
    return (
      <Panel title={say("Fault lab")}>
        <p className={css.empty}>{say(AS_IT_IS[file.kind], { file: file.name })}</p>
      </Panel>
    );
  return (
    <Panel title={say("Fault lab")} fill aside={<Edits />}>
      <div className={css.tabs}>
        <TabList
          label={say("Fault lab")}
          items={items}
          chosen={tab}
          onChoose={setTab}
          panelId="fault-lab-tab"
          look="line"
        />
      </div>
      <div
        id="fault-lab-tab"
        className={css.tab}
        role="tabpanel"
        aria-label={items.find(({ id }) => id === tab)?.title}
        tabIndex={-1}
      >
        {tab === "catalogue" ? <Catalogue /> : tab === "steps" ? <Steps /> : <BatchTab />}
      </div>
    </Panel>
  );
}

/** Of what was injected and removed; not of time. */
function Edits(): ReactNode {
  const { undo, redo } = useActions();
  const edits = useLab((state) => state.edits);
  return (
    <span className={css.edits} role="group" aria-label={say("Edits of the scenario")}>
      <IconButton label={say("Undo")} keys="Ctrl+Z" disabled={edits.past.length === 0} onClick={() => void undo()}>
        <Undo2 />
      </IconButton>
      <IconButton
        label={say("Redo")}
        keys="Ctrl+Shift+Z"
        disabled={edits.future.length === 0}
        onClick={() => void redo()}
      >
        <Redo2 />
      </IconButton>
    </span>
  );
}
