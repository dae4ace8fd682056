// P, G and D/B of a descriptor.

import type { ReactNode } from "react";
import type { DescriptorWords } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import css from "./DescriptorsPanel.module.css";
import { bitsOf } from "./words.ts";

export function Bits({ words }: { readonly words: DescriptorWords }): ReactNode {
  return (
    <span className={css.bits}>
      {bitsOf(words).map(({ name, set, title }) => (
        <span key={name} className={css.bit} data-set={set} title={`${title}: ${set ? say("yes") : say("no")}`}>
          {name}
          <span className="visually-hidden"> {set ? say("set") : say("clear")}</span>
        </span>
      ))}
    </span>
  );
}
