// The scenario editor: form and text of one document, with one history, and recorded as a new run when applied.

import { Download, FolderOpen, Redo2, RotateCcw, Undo2 } from "lucide-react";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { chooseFile } from "../../state/choose-file.ts";
import { edited, redone, undone, type EditorDocument } from "../../state/editor-document.ts";
import type { PlacedProblem } from "../../state/editor-value.ts";
import { applyText, changeText, keepDraft, type Applied } from "../../state/editor-work.ts";
import { Button, IconButton } from "../shared/Button.tsx";
import { Dialog } from "../shared/Dialog.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { useLayout } from "../shared/use-layout.ts";
import css from "./Editor.module.css";
import { EditorForm } from "./EditorForm.tsx";
import { ProblemList } from "./ProblemList.tsx";
import { Recent } from "./Recent.tsx";
import { useEditing, type Editing } from "./use-document.ts";

const TextPane = lazy(() => import("./TextPane.tsx").then((m) => ({ default: m.TextPane })));

/** Writing local storage with every key would be felt. */
const KEEP_AFTER_MS = 400;

function useKept(doc: EditorDocument): boolean {
  const [kept, setKept] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setKept(keepDraft(doc)), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [doc]);
  return kept;
}

interface ToolsProps {
  readonly doc: EditorDocument;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

function Tools({ doc, onUndo, onRedo }: ToolsProps): ReactNode {
  const { setEditor, saveScenario } = useActions();
  const changed = doc.text !== doc.base;
  return (
    <div className={css.tools} role="toolbar" aria-label={say("Editor")}>
      <IconButton label={say("Undo")} keys="Ctrl+Z" disabled={doc.past.length === 0} onClick={onUndo}>
        <Undo2 />
      </IconButton>
      <IconButton label={say("Redo")} keys="Ctrl+Shift+Z" disabled={doc.future.length === 0} onClick={onRedo}>
        <Redo2 />
      </IconButton>
      <Button disabled={!changed} onClick={() => setEditor(edited(doc, doc.base, performance.now()))}>
        <RotateCcw size={16} aria-hidden /> {say("Reset")}
      </Button>
      <span className={css.gap} />
      <Recent doc={doc} />
      <Button onClick={chooseFile}>
        <FolderOpen size={16} aria-hidden /> {say("Open file…")}
      </Button>
      <Button onClick={saveScenario} title="Ctrl+S">
        <Download size={16} aria-hidden /> {say("Save file")}
      </Button>
    </div>
  );
}

/** A phone is for reading: what is written there by thumb is written with the form. */
function StillText({ text }: { readonly text: string }): ReactNode {
  return (
    <section className={css.still} aria-label={say("Scenario as text")}>
      <p className={css.note}>{say("The text can be edited on a larger screen; here it is for reading.")}</p>
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}

const OUTCOMES: Readonly<Record<Applied, string>> = {
  invalid: "Not recorded: there are problems.",
  same: "Nothing has changed: this is the run on screen.",
  recorded: "Recorded.",
  refused: "The machine refused it: see the problems.",
};

interface FootProps {
  readonly editing: Editing;
  readonly kept: boolean;
  /** Of the text as it is. */
  readonly outcome: Applied | undefined;
  readonly onApply: () => void;
  readonly onProblem: (problem: PlacedProblem) => void;
}

function Foot({ editing, kept, outcome, onApply, onProblem }: FootProps): ReactNode {
  const { doc, reading } = editing;
  const state = doc.text === doc.base ? say("As it was recorded.") : say("Not recorded yet.");
  return (
    <footer className={css.foot}>
      <ProblemList problems={reading.problems} onProblem={onProblem} />
      <div className={css.applying}>
        <p className={css.note} role="status">
          {outcome === undefined ? state : say(OUTCOMES[outcome])}{" "}
          {kept ? null : say("This browser keeps no draft: it will be gone with the page.")}
        </p>
        <Button weight="strong" title="Ctrl+Enter" onClick={onApply}>
          {say("Apply: record from t 0")}
        </Button>
      </div>
    </footer>
  );
}

interface Told {
  readonly text: string;
  readonly outcome: Applied;
}

type Acts = Readonly<Record<"undo" | "redo" | "apply", () => void>>;

/** Keys of the whole editor: fields and text share the history, so neither has one of its own. */
function actOf({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): keyof Acts | undefined {
  if (!ctrlKey && !metaKey) return undefined;
  const name = key.toLowerCase();
  if (name === "z") return shiftKey ? "redo" : "undo";
  return name === "y" ? "redo" : name === "enter" ? "apply" : undefined;
}

function Editor({ doc }: { readonly doc: EditorDocument }): ReactNode {
  const lab = useLabHandle();
  const { setEditor } = lab.actions;
  const phone = useLayout() === "phone";
  const editing = useEditing(doc);
  const kept = useKept(doc);
  const [place, setPlace] = useState<{ readonly from: number }>();
  const [told, setTold] = useState<Told>();
  const acts: Acts = {
    undo: () => setEditor(undone(lab.store.getState().editor ?? doc)),
    redo: () => setEditor(redone(lab.store.getState().editor ?? doc)),
    apply: () => void applyText(lab, editing.reading).then((outcome) => setTold({ text: doc.text, outcome })),
  };

  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const act = event.defaultPrevented ? undefined : actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    acts[act]();
  });
  // Keys of the whole editor, whichever field has the focus.
  useEffect(() => {
    const { current } = box;
    const listen = (event: KeyboardEvent): void => onKeyDown(event);
    current?.addEventListener("keydown", listen);
    return () => current?.removeEventListener("keydown", listen);
  }, []);

  function onProblem(problem: PlacedProblem): void {
    setPlace({ from: problem.from });
    const field = document.querySelector(`[data-path="${CSS.escape(problem.path)}"]`);
    field?.scrollIntoView({ block: "center" });
    if (phone) field?.querySelector<HTMLElement>("input, select")?.focus();
  }

  return (
    <div ref={box} role="group" aria-label={say("Form and text")} className={css.editor} data-phone={phone}>
      <Tools doc={doc} onUndo={acts.undo} onRedo={acts.redo} />
      <div className={css.sides}>
        <EditorForm editing={editing} />
        {phone ? (
          <StillText text={doc.text} />
        ) : (
          <Suspense fallback={<div className={css.text} aria-busy="true" />}>
            <TextPane
              text={doc.text}
              problems={editing.reading.problems}
              onText={(text) => changeText(lab, text, "text")}
              onUndo={acts.undo}
              onRedo={acts.redo}
              place={place}
            />
          </Suspense>
        )}
      </div>
      <Foot
        editing={editing}
        kept={kept}
        outcome={told?.text === doc.text ? told.outcome : undefined}
        onApply={acts.apply}
        onProblem={onProblem}
      />
    </div>
  );
}

export function EditorDialog(): ReactNode {
  const doc = useLab((state) => state.editor);
  return (
    <Dialog title={say("Edit the scenario")} width="full">
      {doc === undefined ? null : <Editor doc={doc} />}
    </Dialog>
  );
}
