// What the page can open, and what becomes of it.

import type { ReactNode } from "react";
import css from "./FileKinds.module.css";
import { say } from "../../messages/say.ts";

const KINDS = [
  ["ELF executable", "a program, called in kernel B's place"],
  ["ELF object, or flat code with its symbol list", "control code in place of ours"],
  ["JSON", "a scenario"],
  ["log of kexec -d, /proc/iomem", "the image and the machine it tells of; can be pasted, too"],
  ["ELF core with an image", "a machine that starts cold, and brings kernel A back"],
  [".kjc, .kjc.gz", "a jump captured on a real machine"],
] as const;

export function FileKinds(): ReactNode {
  return (
    <dl className={css.kinds}>
      {KINDS.map(([file, use]) => (
        <div key={file} className={css.kind}>
          <dt>{say(file)}</dt>
          <dd>{say(use)}</dd>
        </div>
      ))}
    </dl>
  );
}
