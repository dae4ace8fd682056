// What each command of the registry does that a reader can see, by its id. A journey runs them all from the palette;
// a unit test fails when a command has no row here.

import type { expect as Expect, Page } from "playwright/test";
import type { LabPage } from "./lab-page.ts";

/** What there was before the command, to compare with. */
export interface Before {
  readonly time: number;
  readonly looks: string;
}

export interface Scene {
  readonly lab: LabPage;
  readonly page: Page;
  readonly expect: typeof Expect;
  readonly before: Before;
}

export type Place = "middle" | "boundary" | "faulted" | "told" | "hibernating";

export interface Row {
  readonly place: Place;
  readonly effect: (scene: Scene) => Promise<void>;
  /** Afterwards nothing is as it was: the place is opened anew for the next command. */
  readonly spoils?: true;
}

/** Everything on the page that a reader can tell apart: texts, marks, what is chosen or has the focus, the look. */
export const looksOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const inputs = [...document.querySelectorAll("input")].map((input) => `${input.checked} ${input.value}`);
    const focus = document.activeElement?.closest("[id]")?.id;
    const root = Object.entries(document.documentElement.dataset);
    // Ids that are made anew with every dialog say nothing to anybody.
    const marks = document.getElementById("root")?.innerHTML.replaceAll(/_r_\w+_/g, "");
    // There is no body while the page is loaded anew.
    const body = document.querySelector("body")?.innerText;
    return JSON.stringify([body, marks, inputs, focus?.replaceAll(/_r_\w+_/g, ""), root]);
  });

type Effect = Row["effect"];

const moves =
  (direction: 1 | -1): Effect =>
  async ({ lab, expect, before }) => {
    await expect
      .poll(async () => Math.sign((await lab.time()) - before.time), { message: "the position has moved" })
      .toBe(direction);
  };

/** The page looks different, and where words are given, they are on it. */
const shows =
  (words?: string | RegExp): Effect =>
  async ({ page, expect, before }) => {
    await expect.poll(() => looksOf(page), { message: "something is to be seen" }).not.toBe(before.looks);
    if (words !== undefined) await expect(page.locator("body")).toContainText(words);
  };

/** One choice of a list box. */
const chooses =
  (label: string, value: string): Effect =>
  async ({ page, expect }) => {
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(value);
  };

const presses =
  (name: string, pressed = true): Effect =>
  async ({ page, expect }) => {
    await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", String(pressed));
  };

const opens =
  (name: string | RegExp): Effect =>
  async ({ page, expect }) => {
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  };

const perspective =
  (title: string): Effect =>
  async ({ page, expect }) => {
    await expect(page.getByRole("tab", { name: title, exact: true })).toHaveAttribute("aria-selected", "true");
  };

const focuses =
  (id: string): Effect =>
  async ({ page, expect }) => {
    await expect
      .poll(() => page.evaluate((view) => document.activeElement?.closest(`#${CSS.escape(view)}`) !== null, id), {
        message: `the focus is in ${id}`,
      })
      .toBe(true);
  };

const steps =
  (granularity: string): Effect =>
  async ({ page, expect }) => {
    await expect(
      page.getByRole("radiogroup", { name: "Granularity" }).getByRole("radio", { name: granularity, exact: true }),
    ).toBeChecked();
  };

const tells =
  (step: string | RegExp): Effect =>
  async ({ lab, page, expect }) => {
    await expect(page.locator("#story").getByRole("heading", { level: 3 }).first()).toHaveText(step, {
      timeout: 60_000,
    });
    await lab.idle();
  };

const rows = (place: Place, effects: Readonly<Record<string, Effect>>, spoils = false): Readonly<Record<string, Row>> =>
  Object.fromEntries(
    Object.entries(effects).map(([id, effect]) => [id, { place, effect, ...(spoils ? { spoils: true } : {}) }]),
  );

const list = (
  place: Place,
  prefix: string,
  names: readonly (readonly [string, string])[],
  of: (name: string) => Effect,
) => rows(place, Object.fromEntries(names.map(([id, name]) => [`${prefix}${id}`, of(name)])));

const same = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name]);

/** Its pictures and files come as downloads; the journey waits for them by the dialog or the file. */
const takesOut: Effect = async ({ page, expect }) => {
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { taken?: string[] }).taken?.length ?? 0), {
      message: "a file is handed out",
    })
    .toBeGreaterThan(0);
};

/** What the journey has left in the window is gone. */
const loadsAnew: Effect = async ({ lab, page }) => {
  await page.waitForFunction(() => !("taken" in window));
  await lab.idle();
};

const TIME: Readonly<Record<string, Row>> = {
  ...rows("middle", {
    "time.step": moves(1),
    "time.back": moves(-1),
    "time.into": moves(1),
    "time.out": moves(1),
    "time.next-phase": moves(1),
    "time.previous-phase": moves(-1),
    "time.onward": moves(1),
    "time.onward-back": moves(-1),
    "time.next-jump": moves(1),
    "time.previous-jump": moves(-1),
    "time.continue": moves(1),
    "time.continue-back": moves(-1),
    "time.end": moves(1),
    "time.start": moves(-1),
    "time.axis": shows("axis: true t"),
  }),
  ...rows(
    "middle",
    {
      "time.play": moves(1),
      "time.reverse": moves(-1),
    },
    true,
  ),
  ...list("middle", "time.granularity-", same(["iteration", "instruction", "page", "phase", "jump", "copy"]), steps),
};

const LOOK: Readonly<Record<string, Row>> = {
  ...rows("middle", {
    "look.marks": shows(),
    "look.numbers": shows(),
  }),
  "look.clear": { place: "boundary", effect: shows() },
  "look.follow": { place: "boundary", effect: shows(), spoils: true },
  ...list(
    "middle",
    "look.perspective-",
    [
      ["exchange", "Exchange"],
      ["cpu", "CPU"],
      ["control", "Control page"],
      ["tables", "Tables"],
      ["devices", "Devices"],
      ["faults", "Faults"],
      ["compare", "Compare"],
      ["hibernate", "Hibernate"],
      ["questions", "Ask"],
      ["overview", "Overview"],
    ],
    perspective,
  ),
  ...list(
    "middle",
    "look.focus-",
    same([
      ...["map", "list", "control", "registers", "walk", "frame", "descriptors", "tlb", "exceptions", "devices"],
      ...["stack", "interrupts", "tasks", "events", "faults", "provenance", "probes", "search", "trail"],
      ...["breakpoints", "story", "timeline"],
    ]),
    focuses,
  ),
  // The wall takes the whole page.
  "look.perspective-museum": { place: "middle", effect: perspective("Museum"), spoils: true },
  ...list("hibernating", "look.focus-", same(["image", "limits", "channels"]), focuses),
  ...list("faulted", "look.focus-", same(["differences"]), focuses),
};

const MAP: Readonly<Record<string, Row>> = rows("boundary", {
  "map.paint-age": chooses("What the colours say", "age"),
  "map.paint-heat": chooses("What the colours say", "heat"),
  "map.paint-untouched": chooses("What the colours say", "untouched"),
  "map.paint-class": chooses("What the colours say", "class"),
  "map.layout-hilbert": chooses("Layout", "hilbert"),
  "map.layout-owner": chooses("Layout", "owner"),
  "map.layout-rows": chooses("Layout", "rows"),
  "map.pairs": presses("All pairs of the exchange"),
  "map.low-first": presses("Low addresses first", false),
  "map.isolate": shows(),
  "map.extents": presses("Extents"),
  "list.filter-destinations": chooses("Entries shown", "destinations"),
  "list.filter-jumps": chooses("Entries shown", "jumps"),
  "list.filter-selection": chooses("Entries shown", "selection"),
  "list.filter-all": chooses("Entries shown", "all"),
  "list.mode-graph": presses("graph"),
  "list.mode-raw": presses("bytes"),
  "list.mode-table": presses("table"),
  "range.mark": shows(),
  "range.magnify": shows(),
  "range.out": shows(),
  "range.clear": shows(),
});

const ASK: Readonly<Record<string, Row>> = rows("boundary", {
  "ask.origin": shows("Who wrote frame 0x00400?"),
  "ask.destination": shows("Where did frame 0x00400 go?"),
  "ask.last-write": moves(-1),
  "ask.next-write": moves(1),
  "ask.breakpoint": shows(),
  "ask.watch": shows(),
  "ask.search": opens(/Search/),
  "ask.bookmark": shows("Kept in the trail"),
  "ask.base": shows("diff base: fixed at"),
  "ask.next-event": moves(1),
  "ask.previous-event": moves(-1),
});

const FAULTS: Readonly<Record<string, Row>> = {
  ...rows("faulted", {
    "faults.divergence": shows(),
    "faults.compare": perspective("Compare"),
    "compare.next": moves(1),
    "compare.previous": moves(-1),
    "compare.mode": shows(),
    "compare.lock": shows(),
    "compare.choose": opens(/Compare/),
  }),
  ...rows(
    "faulted",
    {
      "faults.inject-here": shows("Inject"),
      "faults.minimise": shows(/faults are enough|is needed for the verdict/),
      "faults.parent": shows("1 fault"),
      "faults.wall": shows("museum"),
      "faults.next-room": shows(),
      "faults.previous-room": shows(),
      // An edit first, so that there is one to take back; its own effect is the title.
      "faults.undo": shows("Tiny"),
      "faults.redo": shows("Edited"),
    },
    true,
  ),
};

const STORY: Readonly<Record<string, Row>> = {
  ...rows("told", {
    "story.next": tells("Kernel B waits in borrowed pages"),
    "story.back": tells("Two kernels, one machine"),
    "story.restart": tells("Two kernels, one machine"),
    "story.explore": shows("You are on your own."),
  }),
  ...rows(
    "told",
    {
      "story.tell-first-jump": tells("Two kernels, one machine"),
      "story.tell-hibernate": tells(/./),
      "story.tell-checkpoint": tells(/./),
      "story.tell-c-inside-b": tells(/./),
      "story.tell-sixteen-segments": tells(/./),
    },
    true,
  ),
};

const PAGE: Readonly<Record<string, Row>> = {
  ...rows("middle", {
    "page.goto": opens("Go to"),
    "page.palette": opens("Commands"),
    "page.shortcuts": opens("Keyboard shortcuts"),
    "page.scenarios": opens("Scenarios"),
    "page.share": opens(/Share/),
    "page.settings": opens("Settings"),
    "page.export": opens(/Export/),
    "page.theme": shows(),
    "page.overlay": shows("frames/s"),
    "scenario.edit": opens("Edit the scenario"),
    "scenario.save": takesOut,
    "page.open-file": takesOut,
    "help.start": opens("Help"),
    "help.glossary": opens("Help"),
    "help.about": opens("Help"),
    "settings.detail": shows(),
    "settings.presenter": shows(),
  }),
  ...rows("middle", { "settings.reset-layout": loadsAnew }, true),
  ...rows("boundary", {
    "page.export-trace": takesOut,
    "page.export-events": takesOut,
    "page.export-trail": takesOut,
    "page.export-breakpoints": takesOut,
    "page.export-scenario": takesOut,
    "page.export-timeline": takesOut,
    "page.export-walk": takesOut,
    "page.export-list": takesOut,
  }),
};

export const EXPECTATIONS: Readonly<Record<string, Row>> = {
  ...TIME,
  ...LOOK,
  ...MAP,
  ...ASK,
  ...FAULTS,
  ...STORY,
  ...PAGE,
};
