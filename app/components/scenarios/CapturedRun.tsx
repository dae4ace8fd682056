// What is known of a captured jump that is open: nothing in it can be changed.

import type { ReactNode } from "react";
import type { CaptureInfo } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import css from "./ScenarioForm.module.css";

export function CapturedRun({ capture }: { readonly capture: CaptureInfo }): ReactNode {
  const { name, kernel, standIns } = capture;
  return (
    <section className={css.form} aria-label={say("This capture")}>
      <h3 className={css.title}>{name}</h3>
      <p>
        {say(
          "A jump recorded on {kernel}, executed here instruction by instruction and compared at every record. Nothing in it can be changed.",
          { kernel },
        )}
      </p>
      {standIns.length === 0 ? null : (
        <>
          <p>{say("What the file lacks, and what stands in its place:")}</p>
          <ul>
            {standIns.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
