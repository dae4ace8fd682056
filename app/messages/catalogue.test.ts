// Every text that the page says has a German message, and no message is left over.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CIRCUMSTANCES } from "../sim/api.ts";
import { EMPTY_ROOMS, MUSEUM } from "../sim/scenario/museum/index.ts";
import { PRESETS } from "../sim/scenario/presets.ts";
import { COMMANDS } from "../state/commands.ts";
import { namesOf, TERMS } from "../state/glossary.ts";
import { STORIES } from "../state/stories/index.ts";
import { parseMarks } from "../state/stories/marks.ts";
import { stepsOf } from "../state/stories/story.ts";
import { PERSPECTIVE_TITLES, TAB_TITLES } from "../state/titles.ts";
import { FORMS_DE } from "./de/forms.ts";
import { GERMAN, GERMAN_PARTS } from "./de.ts";
import { NO_WORDS, UNSAID } from "./testing/exceptions.ts";
import { type FoundText, Source } from "./testing/scan.ts";

const ROOT = new URL("../", import.meta.url);
const isShown = (path: string): boolean => /^(?:components|state|embed)\//.test(path) || path === "main.tsx";

const sources = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|testing\/|^messages\/|^cli\//.test(path))
  .map((path) => new Source(path, readFileSync(new URL(path, ROOT), "utf8")));
const shown = sources.filter(({ path }) => isShown(path) && !path.startsWith("state/stories/"));

const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").toSorted();

const isWordless = (text: string): boolean => NO_WORDS.some((form) => form.test(text));
const known = (text: string): boolean => text in GERMAN || isWordless(text);
const missing = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => !known(text));

const isMissing = ({ text }: FoundText): boolean => !known(text);

/** Of all files, with their places. */
const all = (find: (source: Source) => readonly FoundText[]): readonly (FoundText & { readonly path: string })[] =>
  shown.flatMap((source) => find(source).map((found) => ({ path: source.path, ...found })));

describe("the German catalogue", () => {
  it("has every text that is said", () => {
    expect(all((source) => source.said()).filter(isMissing)).toEqual([]);
  });

  it("has every text of tables", () => {
    expect(all((source) => source.tables()).filter(isMissing)).toEqual([]);
  });

  it("has the names of commands, perspectives and tabs", () => {
    const titles = [...Object.values(PERSPECTIVE_TITLES), ...Object.values(TAB_TITLES)];
    expect(missing([...COMMANDS.flatMap(({ title, group }) => [title, group]), ...titles])).toEqual([]);
  });

  it("has scenarios, circumstances and the museum", () => {
    const rooms = MUSEUM.flatMap(({ room }) =>
      room === undefined ? [] : [room.title, room.cause, room.symptom, room.where, room.mended, room.switch],
    );
    const presets = PRESETS.flatMap(({ title, summary }) => [title, summary]);
    const empty = EMPTY_ROOMS.flatMap(({ title, missing: needs }) => [title, needs]);
    const circumstances = Object.entries(CIRCUMSTANCES).flatMap(([id, text]) => [id.replaceAll("-", " "), text]);
    expect(missing([...presets, ...rooms, ...empty, ...circumstances])).toEqual([]);
  });

  it("has the terms of the glossary", () => {
    const terms = TERMS.flatMap((term) => [term.term, term.meaning, namesOf(term)[0] ?? ""]);
    expect(missing(terms.filter((text) => /\s/.test(text)))).toEqual([]);
  });

  it("tells every story, pointing at the same things", async () => {
    const pointed = (text: string): readonly string[] =>
      parseMarks(text)
        .flatMap((piece) =>
          piece.kind === "ref" ? [piece.ref] : piece.kind === "key" || piece.kind === "code" ? [piece.text] : [],
        )
        .toSorted();
    for (const info of STORIES) {
      const story = await info.load();
      const told = stepsOf(story).flatMap(({ chapter, step: { title, body, hint = "", ask } }) => [
        ...[chapter.title, title, ...body, hint, ask?.question ?? "", ask?.hint ?? ""],
        ...(ask?.kind === "choice" ? ask.options.map(({ text }) => text) : []),
      ]);
      const texts = [info.title, info.about, story.title, ...told].filter((text) => /[a-z]{2}/.test(text));
      expect(missing(texts)).toEqual([]);
      for (const text of texts) expect(pointed(GERMAN[text] ?? ""), text).toEqual(pointed(text));
    }
  });

  it("fills the same places as the English text", () => {
    const differing = Object.entries(GERMAN).filter(([text, message]) => {
      const isProse =
        parseMarks(text).some(({ kind }) => kind === "ref" || kind === "key") && places(text).length === 0;
      return !isProse && places(text).join(" ") !== places(message).join(" ");
    });
    expect(differing).toEqual([]);
    expect(FORMS_DE.filter(([form, text]) => places(form).join(" ") !== places(text).join(" "))).toEqual([]);
  });

  it("has no message that nobody says", () => {
    const said = new Set(sources.flatMap((source) => source.literals()));
    for (const id of Object.keys(CIRCUMSTANCES)) said.add(id.replaceAll("-", " "));
    expect(Object.keys(GERMAN).filter((text) => !said.has(text) && !isBuilt(text))).toEqual([]);
  });

  it("says each text once", () => {
    const texts = GERMAN_PARTS.flatMap((part) => Object.keys(part));
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });
});

/** Of the machine's own sentences some are put together from pieces in the source. */
function isBuilt(text: string): boolean {
  return BUILT.some((form) => form.test(text));
}
const BUILT: readonly RegExp[] = [
  /^(?:runs|executes control code of) kernel [ABC]$/,
  /^in frozen_cpus of kernel A/,
  /^(?:held back|pending until)/,
  /^kernel [ABC], (?:start-up code|allocated page)$/,
  /^(?:data|code), |^32-bit protected mode|^(?:is beyond the limit|not global now)/,
  /swsusp|^image_size|^image slot \d$|^kexec_load takes 16 segments/,
  /only the ELF core header says|as it was at the first boot/,
  /^modelled: |^CR\d saved$|^page table for the/,
  /(?:control|swap) page(?: out of the destinations)?$/,
  /^a page allocator over [BC]'s memory$|^[BC]'s own tasks$/,
  /^hello\.elf, /,
  /^every page saved needs a free one/,
  /^(?:Step by|Perspective:|Focus the|Story:) |^(?:Share|Settings) …$/,
];

describe("the page", () => {
  it("says every text between tags and in attributes", () => {
    const unsaid = all((source) => source.unsaid());
    expect(unsaid.filter(({ path, text }) => !isWordless(text) && !UNSAID[path]?.includes(text))).toEqual([]);
  });

  it("says nothing while its files are loaded", () => {
    expect(all((source) => source.saidOnLoad())).toEqual([]);
  });
});
