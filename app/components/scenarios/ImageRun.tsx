// What is known of an image that is open: the machine is the one that it was made on, and starts cold.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import css from "./ScenarioForm.module.css";

export function ImageRun({ name }: { readonly name: string }): ReactNode {
  return (
    <section className={css.form} aria-label={say("This image")}>
      <h3 className={css.title}>{name}</h3>
      <p>
        {say(
          "An image of kernel A, with the scenario that it was made in. It lies in slot 0 of the disk of the same machine, which starts cold: firmware and boot loader bring up kernel C, and C brings A back. Nothing in it can be changed.",
        )}
      </p>
    </section>
  );
}
