// What the page can open, and what becomes of it.

import type { ReactNode } from "react";
import css from "./FileKinds.module.css";

const KINDS = [
  ["ELF executable", "a program, called in kernel B's place"],
  ["ELF object, or flat code with its symbol list", "control code in place of ours"],
  ["JSON", "a scenario"],
  [".kjc, .kjc.gz", "a jump captured on a real machine"],
] as const;

export function FileKinds(): ReactNode {
  return (
    <dl className={css.kinds}>
      {KINDS.map(([file, use]) => (
        <div key={file} className={css.kind}>
          <dt>{file}</dt>
          <dd>{use}</dd>
        </div>
      ))}
    </dl>
  );
}
