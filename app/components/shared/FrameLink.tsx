// A frame as a link: shows it in the other views.

import type { ReactNode } from "react";
import { frameName } from "./format.ts";
import css from "./FrameLink.module.css";
import { useActions } from "./use-lab.ts";

export function FrameLink({ pfn }: { readonly pfn: number }): ReactNode {
  const { select, setHover } = useActions();
  return (
    <button
      type="button"
      className={css.link}
      onClick={() => select({ kind: "frame", pfn })}
      onPointerEnter={() => setHover({ kind: "frame", pfn })}
      onPointerLeave={() => setHover(undefined)}
    >
      {frameName(pfn)}
    </button>
  );
}

interface AddressLinkProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly title?: string;
}

/** The same look for an address that leads somewhere. */
export function AddressLink({ children, onClick, title }: AddressLinkProps): ReactNode {
  return (
    <button type="button" className={css.link} title={title} onClick={onClick}>
      {children}
    </button>
  );
}
