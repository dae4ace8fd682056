// "Go to": a time, an anchor, or a place picked from the list of those that have names.

import { useMemo, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { namedPlaces, parseGoTo, problemText, type Place } from "../../state/goto.ts";
import { count } from "../shared/format.ts";
import { Dialog } from "../shared/Dialog.tsx";
import { FilterList } from "../shared/FilterList.tsx";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./GoToDialog.module.css";

const matches = (place: Place, words: string): boolean =>
  `${place.anchor} ${place.title} ${place.where}`.toLowerCase().includes(words);

export function GoToDialog(): ReactNode {
  const run = useLab((state) => state.run);
  const { goTo, openDialog } = useActions();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const places = useMemo(() => (run === undefined ? [] : namedPlaces(run)), [run]);
  const words = text.trim().toLowerCase();
  const shown = places.filter((place) => matches(place, words));

  async function go(place: Place | undefined): Promise<void> {
    const target =
      place === undefined
        ? run === undefined
          ? undefined
          : parseGoTo(text, run)
        : ({ kind: "anchor", anchor: place.anchor } as const);
    if (target === undefined) return;
    let why: string | undefined;
    await goTo(target, "jump", (problems) => {
      why = problems.map(problemText).join("; ");
    });
    if (why === undefined) openDialog(undefined);
    else setProblem(why);
  }

  // What was typed comes first when it names a place by itself, so that Enter goes there.
  const exact = places.some((place) => place.anchor === words);
  const typed = /^t?\s*[0-9]|\//.test(words) || ["start", "end", "outcome"].includes(words);
  const rows = [
    ...(typed && !exact
      ? [{ id: "typed", title: say("Go to {trim}", { trim: text.trim() }), detail: "", aside: "", place: undefined }]
      : []),
    ...shown.map((place) => ({
      id: place.anchor,
      title: place.title,
      detail: place.where,
      aside: `${place.anchor}  t ${count(place.t)}`,
      place,
    })),
  ];
  return (
    <Dialog title={say("Go to")} width="medium">
      <FilterList
        label={say("Anchor, time, or words")}
        placeholder={say("swap/412/2, 88213, end, phase …")}
        text={text}
        onText={(typed) => {
          setText(typed);
          setProblem(undefined);
        }}
        problem={problem}
        rows={rows}
        onChoose={(row) => void go(row.place)}
        empty={say("No place of that name in this run.")}
      />
      <p className={css.help}>
        {say("Anchors:")} <code>phase/swap-out</code>, <code>swap/412/2</code> {say("(page 412, two copies done),")}{" "}
        <code>jump/1</code>, <code>jump/2/phase/restore</code>, <code>{say("end")}</code>.
      </p>
    </Dialog>
  );
}
