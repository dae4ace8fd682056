// Copies a text; where the clipboard is closed, marks it.

import { Check, Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { Button } from "../shared/Button.tsx";

export function CopyButton({
  text,
  field,
  label = say("Copy link"),
}: {
  readonly text: string;
  readonly field: () => HTMLTextAreaElement | null;
  readonly label?: string;
}): ReactNode {
  const [done, setDone] = useState<string>();
  // Another text has not been copied yet.
  const copied = done === text;
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setDone(text);
    } catch {
      // Where the clipboard is closed to the page, the text is at least ready to be copied by hand.
      field()?.select();
    }
  }
  return (
    <>
      <Button weight="strong" onClick={() => void copy()}>
        {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        {say(copied ? "Copied" : label)}
      </Button>
      <output className="visually-hidden">{copied ? say("It is in the clipboard") : ""}</output>
    </>
  );
}
