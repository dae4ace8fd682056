// The text of the scenario, loaded with CodeMirror when a screen is large enough to write on.

import { useEffect, useRef, type ReactNode } from "react";
import type { EditorView } from "@codemirror/view";
import { say } from "../../messages/say.ts";
import type { PlacedProblem } from "../../state/editor-value.ts";
import css from "./Editor.module.css";
import { createTextView, goToPlace, showProblems, showText } from "./text-view.ts";

interface TextPaneProps {
  readonly text: string;
  readonly problems: readonly PlacedProblem[];
  readonly onText: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** A place to go to; another object each time. */
  readonly place: { readonly from: number } | undefined;
}

export function TextPane(props: TextPaneProps): ReactNode {
  const { text, problems, place } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const parent = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const made = createTextView({
      parent,
      text: latest.current.text,
      label: say("Scenario as text"),
      onText: (next) => latest.current.onText(next),
      onUndo: () => latest.current.onUndo(),
      onRedo: () => latest.current.onRedo(),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (view.current !== undefined) showText(view.current, text);
  }, [text]);
  useEffect(() => {
    if (view.current === undefined) return;
    showProblems(
      view.current,
      problems.map(({ from, to, path, expected, got }) => ({
        ...{ from, to, severity: "error" },
        message: say("{path}: expected {expected}, got {got}", { path, expected, got }),
      })),
    );
  }, [problems]);
  useEffect(() => {
    if (view.current !== undefined && place !== undefined) goToPlace(view.current, place.from);
  }, [place]);
  return <div ref={host} className={css.text} data-testid="scenario-text" />;
}
