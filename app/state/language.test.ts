// Which language is spoken: a link before the settings, the settings before the system.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import * as catalogues from "../messages/catalogues.ts";
import { language, speak } from "../messages/say.ts";
import { DEFAULT_SETTINGS, initialState } from "./initial.ts";
import { keepLanguage } from "./language.ts";
import type { LabStore } from "./lab.ts";
import type { Settings } from "./types/settings.ts";

vi.mock(import("../messages/catalogues.ts"), async (original) => {
  const actual = await original();
  return { ...actual, fetchLanguage: vi.fn(actual.fetchLanguage) };
});

const root = { lang: "en" };
beforeEach(() => vi.stubGlobal("document", { documentElement: root }));
afterEach(() => {
  vi.unstubAllGlobals();
  speak("en", {});
  root.lang = "en";
});

const storeWith = (settings: Partial<Settings> = {}): LabStore =>
  createStore(() => initialState({ ...DEFAULT_SETTINGS, ...settings }));

const set = (store: LabStore, change: Partial<Settings>): void =>
  store.setState(({ settings }) => ({ settings: { ...settings, ...change } }));

describe("the language", () => {
  it("is the system's, unless the reader has chosen one", async () => {
    const store = storeWith();
    await keepLanguage(store, "", ["de-DE", "en"]);
    expect([language(), store.getState().language, root.lang]).toEqual(["de", "de", "de"]);
  });

  it("is what the reader has chosen, whatever the system prefers", async () => {
    const store = storeWith({ language: "en" });
    await keepLanguage(store, "", ["de-DE"]);
    expect([language(), store.getState().language]).toEqual(["en", "en"]);
  });

  it("is what a link asks for, until the reader chooses", async () => {
    const store = storeWith({ language: "en" });
    await keepLanguage(store, "#v=1&s=p:tiny@1&lang=de", ["en"]);
    expect(store.getState().language).toBe("de");
    set(store, { language: "system" });
    await vi.waitFor(() => expect(store.getState().language).toBe("en"));
    expect(store.getState().linkExtra).toEqual({});
  });

  it("stays, with a word, where its texts cannot be fetched, and can be chosen again", async () => {
    const store = storeWith();
    await keepLanguage(store, "", ["en"]);
    const offline = vi.mocked(catalogues.fetchLanguage).mockRejectedValueOnce(new TypeError("no network"));
    set(store, { language: "de" });
    await vi.waitFor(() => expect(store.getState().notices).toHaveLength(1));
    expect([offline.mock.lastCall, language()]).toEqual([["de"], "en"]);
    set(store, { language: "de" });
    await vi.waitFor(() => expect(store.getState().language).toBe("de"));
  });

  it("follows the settings, and the last change wins", async () => {
    const store = storeWith();
    await keepLanguage(store, "", ["en"]);
    set(store, { language: "de" });
    set(store, { language: "en" });
    // Long enough for the catalogue that is not wanted any more.
    await import("../messages/de.ts");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([language(), store.getState().language]).toEqual(["en", "en"]);
  });
});
