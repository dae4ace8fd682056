// The machine stopped unexpectedly: say so, offer the details and a fresh start at the same place.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { Button } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./CrashDialog.module.css";

export function CrashDialog(): ReactNode {
  const { store } = useLabHandle();
  const { restart } = useActions();
  const message = useLab((state) => (state.status.kind === "crashed" ? state.status.message : ""));
  const [copied, setCopied] = useState(false);
  const place = `${location.origin}${location.pathname}${fragmentOf(store.getState()) ?? ""}`;
  const details = `Kexec Jump Lab: ${message}\n${place}\n${navigator.userAgent}`;
  return (
    <Dialog title={say("The machine stopped")} width="small" alert onClose={() => void restart()}>
      <p className={css.text}>
        {say(
          "The worker that runs the machine ended with an error. Nothing is lost: a run is made anew from its scenario, and the lab goes back to where you were.",
        )}
      </p>
      <pre className={css.message}>{message}</pre>
      <div className={css.buttons}>
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(details).then(() => setCopied(true));
          }}
        >
          {copied ? say("Copied") : say("Copy details")}
        </Button>
        <Button weight="strong" onClick={() => void restart()}>
          {say("Restart the machine")}
        </Button>
      </div>
    </Dialog>
  );
}
