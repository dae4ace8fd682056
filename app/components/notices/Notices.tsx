// Notices below the header: they push the page down rather than cover it, and stay until dismissed.

import { Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { noticeText } from "../../state/notices.ts";
import { showsOutcome } from "../../state/phases.ts";
import type { Notice } from "../../state/types/notices.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { chooseFile } from "../../state/choose-file.ts";
import { applyUpdate } from "../../state/install.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Notices.module.css";

export function Notices(): ReactNode {
  const notices = useLab((state) => state.notices);
  const said = useLab(showsOutcome);
  const { dismiss } = useActions();
  if (notices.length === 0) return null;
  return (
    <section className={css.notices} aria-label={say("Notices")}>
      {notices.map((notice) => (
        <div
          key={notice.id}
          className={css.notice}
          data-tone={notice.tone}
          role={notice.tone === "info" ? "note" : "alert"}
        >
          {notice.tone === "info" ? <Info size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
          <p>{noticeText(notice, said)}</p>
          <Action notice={notice} />
          <IconButton label={say("Dismiss")} onClick={() => dismiss(notice.id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </section>
  );
}

function Action({ notice }: { readonly notice: Notice }): ReactNode {
  const { act, dismiss, goTo } = useActions();
  const { action } = notice;
  if (action === undefined) return null;
  return (
    <Button
      className={css.action ?? ""}
      onClick={() => {
        if (action.kind === "choose-file") chooseFile();
        else if (action.kind === "update") applyUpdate();
        else if (action.kind === "go") {
          dismiss(notice.id);
          void goTo({ kind: "position", at: action.at });
        } else void act(notice);
      }}
    >
      {action.label}
    </Button>
  );
}
