// Every command of the registry, run from the palette, does what a reader can see.

import { EXPECTATIONS, looksOf, type Place, type Row } from "./every-command.ts";
import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

/** The tiny machine with two bits that flip: flip:0x00400010.0@swap/1/0 and flip:0x00401010.1@swap/3/1. */
const TWO_FAULTS =
  "v=1&s=z:jZLBbtswDIZfRePZaCTZcWyfhgEDdtkwbLsNOyg27WixZUOS06ZF3r10nMYKEBQ9Uvz58SfFF9h-Nd4eoUhEnsQ8iWD7S5kGoXgBNBW9y1ymPIvAeWX9VXeKoBzGb8r9VKStVeswglqNrXdQ_IW61UPBnzhPOOeCP_DP7lENK7HiQLIlKaakmJPxSsC_CP6P3UAMctJh19vjd_0FCpFGYPGgne4NFHDICOMQyZ8UIk9jniX59NJ0aM4OaLCxds9QrGOZkPuyN55SVLtHa7ClesIHY1M0ydP1OqZeRnU01pv2FF1xPERtVbkfhytKrvMsIcEFlfB8Ic1SJkKW5LfOBmVJ7NG6BZnG-eTnHjKQB9CYb-QNdLSN8rTHgJnxmDR3mVd1gBRc0oIWJLZ12VvcVXZhbqSQNMw9ZiD_6CI3qZxavrNIeWNQyPTGoTba22rhTQMvHyOkzMjrBXjRnuj0vHL7-XjKvqPCc-7c6BJvlduF8UF31MT0fgL93vXDoE1TMI8qYi1dr3ERU8whOavYfEwP7EfvmVMHrNgR_ae5sfbthPijzbFgMmGDatAxv0OLTFHtNDWcXgE.62152ce3&t=@phase/freeze";

const LINKS: Readonly<Record<Place, string>> = {
  middle: "v=1&s=p:tiny@1&t=@swap/12/1&p=overview",
  boundary: "v=1&s=p:tiny@1&t=@swap/3/1&sel=frame:0x00400&p=exchange",
  faulted: TWO_FAULTS,
  told: "v=1&s=p:first-jump@1&story=0",
  hibernating: "v=1&s=p:hibernate-tiny@1&t=@phase/power-off&p=hibernate",
};

/** Files are counted where the page hands them out, and where it asks for one. */
async function countFiles(lab: LabPage): Promise<void> {
  await lab.page.evaluate(() => {
    const taken: string[] = [];
    Object.assign(window, { taken });
    const click = HTMLElement.prototype.click;
    HTMLElement.prototype.click = function clicked(this: HTMLElement): void {
      if (this instanceof HTMLAnchorElement && this.download !== "") taken.push(this.download);
      else if (this instanceof HTMLInputElement && this.type === "file") taken.push("asked");
      else click.call(this);
    };
  });
}

async function edited(lab: LabPage, redone: boolean): Promise<void> {
  await lab.page.keyboard.press("Control+e");
  const editor = lab.page.getByRole("dialog", { name: "Edit the scenario" });
  await editor.getByRole("textbox", { name: "Title", exact: true }).fill("Edited");
  await editor.getByRole("button", { name: "Apply: record from t 0" }).click();
  await expect(editor).toBeHidden();
  await lab.idle();
  if (redone) await lab.press("Control+z");
}

/** What a command needs that the place does not have yet. */
const NEEDS: Readonly<Record<string, (lab: LabPage) => Promise<void>>> = {
  // A phase that comes again in every jump.
  "time.continue": async (lab) => {
    await lab.goTo("swap/12/1");
    await lab.press("b");
  },
  "faults.undo": (lab) => edited(lab, false),
  "faults.redo": (lab) => edited(lab, true),
  "page.export-trail": (lab) => lab.press("m"),
  "page.export-breakpoints": (lab) => lab.press("b"),
  "look.follow": (lab) => lab.open(`${LINKS.boundary}&list=20`),
  "range.clear": (lab) => lab.command("range.mark"),
};

async function runAll(lab: LabPage, ids: readonly string[]): Promise<void> {
  const { page } = lab;
  let open: Place | undefined;
  for (const id of ids) {
    const row: Row | undefined = EXPECTATIONS[id];
    if (row === undefined) throw new Error(`there is no ${id}`);
    await test.step(id, async () => {
      if (open !== row.place) await lab.open(LINKS[row.place]);
      open = row.spoils === true ? undefined : row.place;
      await NEEDS[id]?.(lab);
      await lab.leaveControls();
      await countFiles(lab);
      const before = { time: await lab.time(), looks: await looksOf(page) };
      await lab.command(id);
      await row.effect({ lab, page, expect, before });
      await lab.idle();
    });
  }
}

const PARTS: readonly (readonly [string, RegExp])[] = [
  ["time", /^time\./],
  ["views", /^look\./],
  ["the map, the list and ranges", /^(?:map|list|range)\./],
  ["questions", /^ask\./],
  ["faults and comparison", /^(?:faults|compare)\./],
  ["stories", /^story\./],
  ["the page", /^(?:page|scenario|settings|help)\./],
];

for (const [name, pattern] of PARTS)
  test(`every command of ${name} does what it says`, async ({ lab }) => {
    test.setTimeout(600_000);
    await runAll(
      lab,
      Object.keys(EXPECTATIONS).filter((id) => pattern.test(id)),
    );
  });

test("no command is of no part", () => {
  const without = Object.keys(EXPECTATIONS).filter((id) => !PARTS.some(([, pattern]) => pattern.test(id)));
  expect(without).toEqual([]);
});
