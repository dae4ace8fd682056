// The document as the editor's parts see it: what it says, what is wrong with it, and how a field of it is changed.

import { useMemo, useState } from "react";
import { edited, type EditorDocument } from "../../state/editor-document.ts";
import { readText, textOf, valueAt, withValueAt, type PlacedProblem, type Reading } from "../../state/editor-value.ts";
import { useLabHandle } from "../shared/use-lab.ts";

export interface Editing {
  readonly doc: EditorDocument;
  readonly reading: Reading;
  /** Of the last text that was JSON: the form goes on showing it. */
  readonly value: unknown;
  at(path: string): unknown;
  problemsAt(path: string): readonly PlacedProblem[];
  /** One edit of the form; undefined takes the field away. */
  set(path: string, value: unknown): void;
  /** Another value as a whole; edits of one kind in a row are one step. */
  replace(value: unknown, kind?: string): void;
}

export function useEditing(doc: EditorDocument): Editing {
  const { store, actions } = useLabHandle();
  const { text, refused } = doc;
  const reading = useMemo(() => readText(text, refused), [text, refused]);
  const [last, setLast] = useState(reading.value);
  if (reading.value !== undefined && reading.value !== last) setLast(reading.value);
  return useMemo(() => {
    const value = reading.value ?? last;
    const replace = (next: unknown, kind?: string): void => {
      const now = store.getState().editor ?? doc;
      actions.setEditor(edited(now, textOf(next), performance.now(), kind));
    };
    return {
      ...{ doc, reading, value, replace },
      at: (path) => valueAt(value, path),
      problemsAt: (path) => reading.problems.filter((problem) => problem.path === path),
      set: (path, next) => replace(withValueAt(value, path, next), path),
    };
  }, [doc, reading, last, store, actions]);
}
