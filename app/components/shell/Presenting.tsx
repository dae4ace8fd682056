// In place of the header while a projector shows the page: its name for those who do not see it, and the way out.

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { IconButton } from "../shared/Button.tsx";
import { useActions } from "../shared/use-lab.ts";
import css from "./Presenting.module.css";

export function Presenting(): ReactNode {
  const { changeSettings } = useActions();
  return (
    <header>
      <h1 className="visually-hidden">Kexec Jump Lab</h1>
      <IconButton
        className={css.leave ?? ""}
        label={say("Leave presenter mode")}
        keys="Shift+X"
        onClick={() => changeSettings({ presenter: "off" })}
      >
        <X />
      </IconButton>
    </header>
  );
}
