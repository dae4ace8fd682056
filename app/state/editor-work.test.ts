// The draft that outlives the page: it goes when what it was begun from is put right or recorded, not before.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { begun, edited } from "./editor-document.ts";
import { documentFor, keepDraft, otherDraft } from "./editor-work.ts";
import { initialState, DEFAULT_SETTINGS } from "./initial.ts";
import { scenario } from "./testing/handmade.ts";
import { textOf } from "./editor-value.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const first = begun(textOf(scenario));
const other = begun(textOf({ ...scenario, title: "Another" }));
const unfinished = edited(first, first.text.replace("By hand", "Hours of work"), 0);

it("a draft stays when the editor is opened on another scenario", () => {
  keepDraft(unfinished);
  keepDraft(other);
  expect(otherDraft(other)?.text).toBe(unfinished.text);
});

it("a draft goes when its text is again what it was begun from", () => {
  keepDraft(unfinished);
  keepDraft(first);
  expect(otherDraft(other)).toBeUndefined();
  const state = { ...initialState(DEFAULT_SETTINGS, { id: "none", title: "", chapters: [] }), source: { scenario } };
  expect(documentFor(state)?.text).toBe(first.text);
});
