// What the machine says: in the reader's language where there are words for it, else marked as English.

import type { ReactNode } from "react";
import { retell } from "../../messages/say.ts";

interface ToldProps {
  readonly text: string;
  /** What is made of it in either language, such as a capital letter. */
  readonly as?: (text: string) => string;
}

export function Told({ text, as = (plain) => plain }: ToldProps): ReactNode {
  const told = retell(text);
  return told.lang === undefined ? as(told.text) : <span lang={told.lang}>{as(told.text)}</span>;
}
