// A panel: a title line with an aside, and a body. No card chrome; the shell's rules separate neighbours.

import { useId, type ReactNode } from "react";
import css from "./Panel.module.css";
import { say } from "../../messages/say.ts";

interface PanelProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Body takes the height that is left and does not scroll by itself. */
  readonly fill?: boolean;
  readonly id?: string;
}

export function Panel({ title, aside, children, fill = false, id }: PanelProps): ReactNode {
  const heading = useId();
  return (
    <section
      className={css.panel}
      aria-labelledby={heading}
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      data-fill={fill}
    >
      <header className={css.head}>
        <h2 id={heading} className={css.title}>
          {say(title)}
        </h2>
        <div className={css.aside}>{aside}</div>
      </header>
      <div className={css.body}>{children}</div>
    </section>
  );
}
