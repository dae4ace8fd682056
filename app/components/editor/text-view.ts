// The text side of the editor: CodeMirror without a history of its own, because the document has one for both sides.
// It lives in a shadow root: there CodeMirror adopts its style sheet, and needs no style element that a content
// security policy would have to allow.

import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { EditorState, Transaction } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface TextViewOptions {
  readonly parent: ShadowRoot;
  readonly text: string;
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--kernel-a)" },
  { tag: tags.string, color: "var(--kernel-b)" },
  { tag: tags.number, color: "var(--kernel-code)" },
  { tag: tags.bool, color: "var(--kernel-code)", fontWeight: "600" },
  { tag: tags.invalid, color: "var(--bad)", textDecoration: "underline wavy" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text-1)", backgroundColor: "var(--surface)", fontSize: "var(--text-13)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text-1)" },
  ".cm-cursor": { borderLeftColor: "var(--text-1)", borderLeftWidth: "2px" },
  ".cm-gutters": { color: "var(--text-3)", backgroundColor: "var(--surface-2)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--surface-3) 45%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--surface-3)", color: "var(--text-1)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--focus) 26%, transparent)",
  },
  ".cm-tooltip": { color: "var(--text-1)", backgroundColor: "var(--raised)", border: "1px solid var(--rule-strong)" },
  ".cm-panel": { color: "var(--text-1)", backgroundColor: "var(--surface-2)" },
});

/** The smallest change that makes one text of the other: cursor and scrolling stay where they are. */
export function changeBetween(from: string, to: string): { from: number; to: number; insert: string } | undefined {
  if (from === to) return undefined;
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < most - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return { from: head, to: from.length - tail, insert: to.slice(head, to.length - tail) };
}

export function createTextView(options: TextViewOptions): EditorView {
  const { parent, text, label, onText, onUndo, onRedo } = options;
  const own = keymap.of([
    { key: "Mod-z", run: () => (onUndo(), true), preventDefault: true },
    { key: "Mod-Shift-z", run: () => (onRedo(), true), preventDefault: true },
    { key: "Mod-y", run: () => (onRedo(), true), preventDefault: true },
  ]);
  const told = EditorView.updateListener.of((update) => {
    const typed = update.transactions.some((each) => each.docChanged && each.annotation(Transaction.remote) !== true);
    if (typed) onText(update.state.doc.toString());
  });
  const state = EditorState.create({
    doc: text,
    extensions: [
      own,
      ...[lineNumbers(), lintGutter(), drawSelection(), indentOnInput(), bracketMatching()],
      ...[highlightActiveLine(), highlightActiveLineGutter()],
      // Escape, then Tab leaves the text: nobody is held in it.
      keymap.of([...defaultKeymap, ...lintKeymap, indentWithTab]),
      ...[json(), syntaxHighlighting(colours), look, told],
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    ],
  });
  return new EditorView({ state, parent, root: parent });
}

/** Text that came from elsewhere: from the form, from the history. */
export function showText(view: EditorView, text: string): void {
  const changes = changeBetween(view.state.doc.toString(), text);
  if (changes !== undefined) view.dispatch({ changes, annotations: Transaction.remote.of(true) });
}

export function showProblems(view: EditorView, problems: readonly Diagnostic[]): void {
  const most = view.state.doc.length;
  const clipped = problems.map((each) => ({ ...each, from: Math.min(each.from, most), to: Math.min(each.to, most) }));
  view.dispatch(setDiagnostics(view.state, clipped));
}

/** The cursor at a place, in sight. */
export function goToPlace(view: EditorView, from: number): void {
  view.dispatch({ selection: { anchor: Math.min(from, view.state.doc.length) }, scrollIntoView: true });
  view.focus();
}
