// From an embed to the whole lab, at this very moment.

import { ExternalLink } from "lucide-react";
import type { ReactNode, SyntheticEvent } from "react";
import { say } from "../../messages/say.ts";
import { fragmentOf } from "../../state/link-state.ts";
import { useLabHandle } from "../shared/use-lab.ts";
import css from "./OpenInLab.module.css";

export function OpenInLab(): ReactNode {
  const { store } = useLabHandle();
  // The address is made when it is wanted: it changes with every step.
  const update = ({ currentTarget }: SyntheticEvent<HTMLAnchorElement>): void => {
    currentTarget.href = `./${fragmentOf(store.getState()) ?? ""}`;
  };
  return (
    <a
      className={css.link}
      href="./"
      target="_blank"
      rel="noopener"
      onPointerDown={update}
      onFocus={update}
      onClick={update}
      onContextMenu={update}
    >
      {say("Open in lab")} <ExternalLink size={12} aria-hidden />
    </a>
  );
}
