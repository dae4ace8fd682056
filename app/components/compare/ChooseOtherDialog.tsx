// Chooses the run that is laid beside the one on screen: by a list, a pasted link, or a scenario file.

import { useMemo, useRef, useState, type ReactNode } from "react";
import type { Problem, Result } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { choosable, isLink, sourceOfFile, sourceOfLink } from "../../state/compare-sources.ts";
import type { Source } from "../../state/types/run.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { FilterList } from "../shared/FilterList.tsx";
import { Problems } from "../shared/Problems.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./ChooseOther.module.css";

export function ChooseOtherDialog(): ReactNode {
  const { store } = useLabHandle();
  const { compareWith, openDialog, setPerspective } = useActions();
  const progress = useLab((state) => state.otherProgress);
  const [text, setText] = useState("");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const all = useMemo(() => choosable(store.getState()), [store]);
  const file = useRef<HTMLInputElement>(null);
  const words = text.trim().toLowerCase();
  const rows = isLink(text)
    ? [{ id: "link", title: say("The run of this link"), detail: "" }]
    : all.filter(({ title, detail }) => `${title} ${detail}`.toLowerCase().includes(words));

  async function take(found: Result<Source | "parent">): Promise<void> {
    const refused = found.ok ? await compareWith(found.value) : found.problems;
    setProblems(refused);
    if (refused.length > 0) return;
    openDialog(undefined);
    if (store.getState().other?.source === (found.ok && found.value)) setPerspective("compare");
  }

  function choose(id: string): void {
    const row = all.find((each) => each.id === id);
    void take(row === undefined ? sourceOfLink(text) : { ok: true, value: row.source });
  }

  const share = progress === undefined || progress === "begun" ? 0 : Math.round(progress.share * 100);
  return (
    <Dialog title={say("Compare with another run")} width="medium">
      <FilterList
        label={say("A variant, a preset, or a pasted link")}
        placeholder={say("mainline, PAE, fix, preset, link …")}
        text={text}
        onText={(typed) => {
          setText(typed);
          setProblems([]);
        }}
        rows={rows}
        onChoose={({ id }) => choose(id)}
        empty={say("Nothing of that name to compare with.")}
      />
      {problems.length === 0 ? null : (
        <div role="alert">
          <p className={css.refused}>{say("That run cannot be made:")}</p>
          <Problems problems={problems} />
        </div>
      )}
      <div className={css.foot}>
        <Button onClick={() => file.current?.click()}>{say("Scenario file…")}</Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={say("Scenario file to compare with")}
          onChange={(event) => {
            const [given] = event.target.files ?? [];
            if (given !== undefined) void sourceOfFile(given).then(take);
          }}
        />
        {progress === undefined ? null : (
          <span className={css.progress} role="status">
            {say("Recording the other run: {share} %", { share })}
          </span>
        )}
      </div>
    </Dialog>
  );
}
