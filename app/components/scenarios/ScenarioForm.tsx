// The open scenario, and what may be changed in it: revision, PAE, fixes, how often B is entered, what was brought.
// Changes are a draft until they are recorded.

import { useState, type ReactNode } from "react";
import { FIXES, REVISION_IDS, type FixId, type Problem, type Scenario } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { REVISION_WORDS } from "../../state/scenario-words.ts";
import { changedScenario } from "../../state/scenarios.ts";
import type { ScenarioChanges } from "../../state/types/run.ts";
import { Button } from "../shared/Button.tsx";
import { Problems } from "../shared/Problems.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import { Brought } from "./Brought.tsx";
import { CapturedRun } from "./CapturedRun.tsx";
import { Count } from "./Count.tsx";
import { FixSwitch } from "./FixSwitch.tsx";
import { Hibernation } from "./Hibernation.tsx";
import { ImageRun } from "./ImageRun.tsx";
import css from "./ScenarioForm.module.css";
import { Segments } from "./Segments.tsx";
import { Switch } from "./Switch.tsx";

const equal = (a: Scenario, b: Scenario): boolean => JSON.stringify(a) === JSON.stringify(b);

export function ScenarioForm(): ReactNode {
  const scenario = useLab((state) => state.source?.scenario);
  const capture = useLab((state) => state.run?.capture);
  const image = useLab((state) => state.source?.image?.name);
  if (capture !== undefined) return <CapturedRun capture={capture} />;
  if (image !== undefined) return <ImageRun name={image} />;
  return scenario === undefined ? null : <Form key={scenario.title} scenario={scenario} />;
}

function toggled(fixes: readonly FixId[], fix: FixId): readonly FixId[] {
  return fixes.includes(fix)
    ? fixes.filter((each) => each !== fix)
    : FIXES.filter((id) => id === fix || fixes.includes(id));
}

function Form({ scenario }: { readonly scenario: Scenario }): ReactNode {
  const { change } = useActions();
  const [changes, setChanges] = useState<ScenarioChanges>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const draft = changedScenario(scenario, changes);
  const same = equal(changedScenario(scenario, {}), draft);
  const set = (next: ScenarioChanges): void => {
    setProblems([]);
    setChanges({ ...changes, ...next });
  };
  return (
    <form
      className={css.form}
      aria-label={say("This scenario")}
      onSubmit={(event) => {
        event.preventDefault();
        void change(changes).then(setProblems);
      }}
    >
      <h3 className={css.title}>{say(scenario.title)}</h3>
      <Segments
        label={say("Revision")}
        options={REVISION_IDS}
        value={draft.revision}
        text={say(REVISION_WORDS[draft.revision])}
        onChange={(revision) => set({ revision })}
      />
      {draft.hibernation === undefined ? (
        <Count draft={draft} onChange={(jumps) => set({ jumps })} />
      ) : (
        <Hibernation
          draft={draft}
          spec={draft.hibernation}
          onChange={(change) => set({ hibernation: { ...changes.hibernation, ...change } })}
        />
      )}
      <Switch
        label={say("Kernels built for PAE")}
        text={say("Page tables of three levels and 64-bit entries.")}
        on={draft.kernelIsPae ?? false}
        onChange={(kernelIsPae) => set({ kernelIsPae })}
      />
      <fieldset className={css.fixes}>
        <legend>{say("Fixes for defects of the real code")}</legend>
        {FIXES.map((fix) => (
          <FixSwitch
            key={fix}
            fix={fix}
            draft={draft}
            onToggle={() => set({ fixes: toggled(draft.fixes ?? [], fix) })}
          />
        ))}
      </fieldset>
      <Brought draft={draft} onOwnCode={() => set({ ownCode: true })} />
      {problems.length === 0 ? null : (
        <div role="alert">
          <Problems problems={problems} />
        </div>
      )}
      <div className={css.foot}>
        <span className={css.note}>
          {same
            ? say("As it was recorded")
            : say("Recording starts anew, with {jumps}", { jumps: plural(draft.jumps, "{n} jump", "{n} jumps") })}
        </span>
        <Button type="submit" weight="strong" disabled={same}>
          {say("Record again")}
        </Button>
      </div>
    </form>
  );
}
