// Which language the page speaks: what a link asks for, else what the reader has set, else what the system prefers.

import { firstSpoken, fetchLanguage } from "../messages/catalogues.ts";
import type { Language } from "../messages/say.ts";
import { fetched } from "./fetched.ts";
import type { LabStore } from "./lab.ts";
import type { LabState } from "./types/state.ts";

/** The key of a link that asks for a language. */
const LINK_KEY = "lang";

/** What a link asks for, read before the rest of it is understood. */
const languageIn = (fragment: string): string | undefined => /[#&]lang=(\w[\w-]*)/.exec(fragment)?.[1];

function wanted({ linkExtra, settings }: LabState, system: readonly string[]): Language {
  const set = settings.language === "system" ? undefined : settings.language;
  return firstSpoken([linkExtra[LINK_KEY], set, ...system]);
}

/** What the reader sets goes before what a link has asked for, from then on. */
function forgetLink(store: LabStore): void {
  store.setState(({ linkExtra }) => ({
    linkExtra: Object.fromEntries(Object.entries(linkExtra).filter(([key]) => key !== LINK_KEY)),
  }));
}

/** Resolves when the first text can be shown. From then on the language follows the settings and the links opened. */
export async function keepLanguage(store: LabStore, fragment: string, system: readonly string[]): Promise<void> {
  let latest: Language = "en";
  async function follow(language: Language): Promise<void> {
    latest = language;
    await fetched(
      store,
      fetchLanguage(language).catch((error: unknown) => {
        // Chosen again, it is fetched again.
        if (latest === language) latest = store.getState().language;
        throw error;
      }),
      (speakIt) => {
        if (latest !== language) return;
        speakIt();
        document.documentElement.lang = language;
        store.setState({ language });
      },
    );
  }
  const asked = languageIn(fragment);
  if (asked !== undefined) store.setState(({ linkExtra }) => ({ linkExtra: { ...linkExtra, [LINK_KEY]: asked } }));
  store.subscribe((state, before) => {
    if (state.settings.language !== before.settings.language) forgetLink(store);
    const language = wanted(store.getState(), system);
    if (state.settings !== before.settings || state.linkExtra !== before.linkExtra)
      if (language !== latest) void follow(language);
  });
  const first = wanted(store.getState(), system);
  if (first !== latest) await follow(first);
}
