// A sentence with links, numbers in bold and the like in it: the places in the text are filled with elements.

import { Fragment, type ReactNode } from "react";
import { numberText, say } from "../../messages/say.ts";

interface RichProps {
  readonly text: string;
  readonly values: Readonly<Record<string, ReactNode>>;
}

const shown = (value: ReactNode): ReactNode => (typeof value === "number" ? numberText(value) : value);

export function Rich({ text, values }: RichProps): ReactNode {
  return say(text)
    .split(/\{(\w+)\}/)
    .map((part, index) => <Fragment key={index}>{index % 2 === 0 ? part : shown(values[part])}</Fragment>);
}
