// What was open last, and what was left unfinished: taken over as an edit, so that undo leads back.

import { History } from "lucide-react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { EditorDocument } from "../../state/editor-document.ts";
import { textOf } from "../../state/editor-value.ts";
import { changeText, otherDraft } from "../../state/editor-work.ts";
import { recentScenarios } from "../../state/recent.ts";
import { useLabHandle } from "../shared/use-lab.ts";
import css from "./Editor.module.css";

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

function entriesFor(doc: EditorDocument): readonly Entry[] {
  const draft = otherDraft(doc);
  const recent = recentScenarios().map((scenario, index): Entry => ({
    id: `recent-${index}`,
    title: scenario.title,
    text: textOf(scenario),
  }));
  const all =
    draft === undefined
      ? recent
      : [{ id: "draft", title: say("Unfinished: {title}", draft), text: draft.text }, ...recent];
  return all.filter(({ text }) => text !== doc.text);
}

export function Recent({ doc }: { readonly doc: EditorDocument }): ReactNode {
  const lab = useLabHandle();
  const entries = entriesFor(doc);
  return (
    <MenuTrigger>
      <AriaButton className={css.recent ?? ""} isDisabled={entries.length === 0}>
        <History size={16} aria-hidden /> {say("Recent")}
      </AriaButton>
      <Popover className={css.popover ?? ""}>
        <Menu
          className={css.menu ?? ""}
          aria-label={say("Scenarios that were open last")}
          onAction={(key) => {
            const entry = entries.find(({ id }) => id === key);
            if (entry !== undefined) changeText(lab, entry.text);
          }}
        >
          {entries.map(({ id, title }) => (
            <MenuItem key={id} id={id} className={css.item ?? ""}>
              {title}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
