// What the scenario editor does: which text it begins with, keeping it, recording it. Loaded with the editor.

import * as v from "valibot";
import { say } from "../messages/say.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { begun, edited, type EditorDocument } from "./editor-document.ts";
import { readText, textOf, type Reading } from "./editor-value.ts";
import { keep, readKeptJson } from "./kept-texts.ts";
import type { Lab } from "./lab.ts";
import type { LabState } from "./types/state.ts";

const Draft = v.object({ base: v.string(), text: v.string() });

/** A text that was left unfinished, and what it was begun from. */
function keptDraft(): v.InferOutput<typeof Draft> | undefined {
  const read = v.safeParse(Draft, readKeptJson("editor"));
  return read.success && read.output.text !== read.output.base ? read.output : undefined;
}

/** The document goes on where it was left, if it is of the scenario that is open. */
export function documentFor({ editor, source }: LabState): EditorDocument | undefined {
  if (source === undefined) return undefined;
  const base = textOf(source.scenario);
  if (editor?.base === base) return editor;
  const draft = keptDraft();
  return begun(base, draft?.base === base ? draft.text : base);
}

/** Begun from another scenario, and unfinished: its text, to go on with. */
export function otherDraft(doc: EditorDocument): { readonly title: string; readonly text: string } | undefined {
  const draft = keptDraft();
  if (draft === undefined || draft.base === doc.base) return undefined;
  const { shaped } = readText(draft.text);
  return { title: shaped?.title ?? say("a text with problems"), text: draft.text };
}

/** Nothing is unfinished any more of what was begun from here; a draft of another scenario stays. */
const dropDraft = (base: string): boolean => (keptDraft()?.base ?? base) !== base || keep("editor", undefined);

/** False where the browser keeps nothing. */
export const keepDraft = ({ base, text }: EditorDocument): boolean =>
  text === base ? dropDraft(base) : keep("editor", JSON.stringify({ base, text }));

export function changeText(lab: Lab, text: string, kind?: string): void {
  const { editor } = lab.store.getState();
  if (editor !== undefined) lab.actions.setEditor(edited(editor, text, performance.now(), kind));
}

export type Applied = "invalid" | "same" | "recorded" | "refused";

/** Records what the text says as a new run; what only the machine refuses comes back to the text. */
export async function applyText(lab: Lab, { scenario }: Reading): Promise<Applied> {
  const { editor, source } = lab.store.getState();
  if (scenario === undefined || editor === undefined) return "invalid";
  if (source !== undefined && canonicalJson(source.scenario) === canonicalJson(scenario)) return "same";
  const refused = await lab.actions.replaceScenario(scenario);
  if (refused.length > 0) {
    lab.actions.setEditor({ ...editor, refused });
    lab.actions.openDialog("editor");
    return "refused";
  }
  const open = lab.store.getState().source?.scenario;
  // Another run may have taken its place meanwhile: then the text stays a draft.
  if (open === undefined || canonicalJson(open) !== canonicalJson(scenario)) return "refused";
  const base = textOf(open);
  const next: EditorDocument = { ...editor, base, text: base, past: [...editor.past, editor.text], refused: [] };
  lab.actions.setEditor(editor.text === base ? { ...editor, base, refused: [] } : next);
  dropDraft(editor.base);
  return "recorded";
}
