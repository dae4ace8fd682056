// Every perspective and every dialog, in both themes, at the width of a desk and of a phone, by the rules of axe.

import { expect, expectAccessible, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";
import { compareWith } from "./moves.ts";

const MIDDLE = "v=1&s=p:tiny@1&t=@swap/7/2&sel=frame:0x00400";
const HIBERNATING = "v=1&s=p:hibernate-tiny@1&t=@phase/power-off&p=hibernate";

const PREFIX = "look.perspective-";

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** What a perspective needs to have something to show. */
const SCENES: Readonly<Record<string, (lab: LabPage) => Promise<void>>> = {
  compare: (lab) => compareWith(lab, "mainline-i386"),
  questions: async (lab) => {
    await lab.command("ask.origin");
    await expect(lab.panel("Provenance").getByRole("listitem").first()).toBeVisible();
  },
};

const DIALOGS: Readonly<Record<string, string>> = {
  "page.palette": "Commands",
  "page.goto": "Go to",
  "page.shortcuts": "Keyboard shortcuts",
  "page.scenarios": "Scenarios",
  "page.share": "Share",
  "page.settings": "Settings",
  "page.export": "Export",
  "scenario.edit": "Edit the scenario",
  "ask.search": "Search",
  "help.start": "Help",
  "help.glossary": "Help",
  "compare.choose": "Compare with another run",
};

const LOOKS = [
  ["light", "desk"],
  ["dark", "desk"],
  ["light", "phone"],
  ["dark", "phone"],
] as const;

for (const [scheme, device] of LOOKS) {
  test(`every perspective, ${scheme}, ${device}`, async ({ lab, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(SIZES[device]);
    await lab.open(MIDDLE);
    const commands = await lab.commandKeys();
    const perspectives = commands.flatMap(([id]) => (id.startsWith(PREFIX) ? [id.slice(PREFIX.length)] : []));
    expect(perspectives).toEqual(expect.arrayContaining(["overview", "hibernate", ...Object.keys(SCENES)]));
    for (const perspective of perspectives)
      await test.step(perspective, async () => {
        if (perspective === "hibernate") return;
        await lab.command(`${PREFIX}${perspective}`);
        await SCENES[perspective]?.(lab);
        await expectFit(lab);
      });
    await lab.open(HIBERNATING);
    await expectFit(lab);
  });

  test(`every dialog, ${scheme}, ${device}`, async ({ lab, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(SIZES[device]);
    await lab.open(MIDDLE);
    for (const [command, name] of Object.entries(DIALOGS))
      await test.step(command, async () => {
        await lab.command(command);
        const dialog = page.getByRole("dialog", { name });
        await expect(dialog).toBeVisible();
        await expectFit(lab);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
      });
  });
}

async function expectFit(lab: LabPage): Promise<void> {
  await lab.idle();
  await expectAccessible(lab.page);
  const sideways = await lab.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sideways, "pixels by which the page is wider than its window").toBeLessThanOrEqual(0);
}
