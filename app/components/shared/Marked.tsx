// A line in the notation of stories, without its references: `code`, {key} and *emphasis*.

import type { ReactNode } from "react";
import { parseMarks } from "../../state/stories/marks.ts";
import { Keys } from "./Keys.tsx";

export function Marked({ source }: { readonly source: string }): ReactNode {
  return parseMarks(source).map((piece, index) => {
    if (piece.kind === "code") return <code key={index}>{piece.text}</code>;
    if (piece.kind === "key") return <Keys key={index} keys={piece.text} />;
    if (piece.kind === "emphasis") return <em key={index}>{piece.text}</em>;
    return piece.text;
  });
}
