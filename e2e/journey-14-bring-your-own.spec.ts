// Journey 14: a reader's own files, dropped or chosen: run, stepped through, passed on; refused with a sentence; stopped.

import type { Page } from "playwright/test";
import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";
import { endless, printing } from "./programs.ts";

interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

async function drop(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  const given = files.map(({ name, content }) => [name, Buffer.from(content).toString("base64")] as const);
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const [name, text] of list) {
      transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    }
    return transfer;
  }, given);
  await page.locator("main").dispatchEvent("dragover", { dataTransfer });
  await expect(page.getByText("Drop to open")).toBeVisible();
  await page.locator("main").dispatchEvent("drop", { dataTransfer });
  await expect(page.getByText("Drop to open")).toBeHidden();
}

/** As with the mouse: the button, then the system's file dialog. */
async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file…" }).click();
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
}

const title = (page: Page, name: RegExp) => page.getByRole("heading", { level: 1, name });
const printed = (lab: LabPage, text: RegExp) => lab.panel("Consoles").getByRole("button", { name: text });

async function openTiny(lab: LabPage): Promise<string> {
  await lab.open("v=1&s=p:tiny@1&t=0@swap/7/2");
  return lab.hash();
}

test("a dropped program is called, its lines lead to their moments, and a link carries it", async ({
  lab,
  page,
  elsewhere,
}) => {
  const before = await openTiny(lab);
  await drop(page, { name: "greet.elf", content: printing("good morning") });
  await expect(title(page, /greet\.elf, called as a function/)).toBeVisible();
  await expect(lab.notice("greet.elf returned 3 times.")).toBeVisible();
  await expect(printed(lab, /good morning/)).toHaveCount(3);

  await printed(lab, /good morning/)
    .nth(1)
    .click();
  await lab.idle();
  await expect(printed(lab, /good morning/).nth(1)).toHaveAttribute("aria-current", "time");
  await expect(printed(lab, /not printed yet/)).not.toHaveCount(0);
  await expect(lab.anchor).toContainText("payload");
  const here = await lab.hash();
  await lab.granularity("instruction");
  await lab.press(",");
  await expect(printed(lab, /good morning.*not printed yet/)).toHaveCount(2);
  await lab.press(".");
  expect(await lab.hash()).toBe(here);

  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByRole("dialog").getByRole("textbox", { name: "Link" }).inputValue();
  expect(link.length).toBeLessThan(2000);
  await page.keyboard.press("Escape");
  await elsewhere.open(link.slice(link.indexOf("#")));
  await expect(title(elsewhere.page, /greet\.elf/)).toBeVisible();
  expect(await elsewhere.hash()).toBe(here);

  await page.getByRole("button", { name: "Back to Tiny" }).click();
  await expect(title(page, /Tiny/)).toBeVisible();
  expect(await lab.hash(), "the very position").toBe(before);
});

test("a malformed program is refused with header and value, and the run stays", async ({ lab, page }) => {
  const before = await openTiny(lab);
  const program = printing("never");
  await choose(page, "cut.elf", program.subarray(0, 70));
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(/cut\.elf was refused: ELF header, e_phoff: expected .*70 bytes, got 0x34/);
  program.writeUInt32LE(0x0100_0010, 24);
  program.writeUInt32LE(0x0100_0010, 52 + 12);
  await choose(page, "odd.elf", program);
  await expect(alert.filter({ hasText: "odd.elf" })).toContainText(/p_paddr: expected a multiple of 0x1000/);
  await expect(title(page, /Tiny/)).toBeVisible();
  expect(await lab.hash()).toBe(before);
});

test("a program that runs away can be cancelled, and the page goes on", async ({ lab, page }) => {
  const before = await openTiny(lab);
  await choose(page, "endless.elf", endless());
  await expect(page.getByText(/call 1 of 3 · [\d,]+ operations/)).toBeVisible();
  await page.getByRole("button", { name: "Command palette" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(title(page, /Tiny/)).toBeVisible();
  expect(await lab.hash()).toBe(before);
  await lab.press(".");
  expect(await lab.hash()).not.toBe(before);
});

test("flat control code waits for its symbols, and is offered the revision it was written for", async ({
  lab,
  page,
}) => {
  await openTiny(lab);
  await drop(page, { name: "rk.bin", content: Buffer.from([0x53, 0x56, 0x57, 0xc3]) });
  await expect(lab.notice(/rk\.bin is taken for flat control code\. Its symbol list/)).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose the symbol list…" }).click();
  const buffer = Buffer.from("00000000 T relocate_kernel\n");
  await (await chooser).setFiles({ name: "rk.sym", mimeType: "text/plain", buffer });
  await expect(page.getByRole("alert")).toContainText(/expected a symbol kexec_jump_save_cpu/);
  await page.getByRole("button", { name: "Open it under mainline-i386" }).click();
  await expect(title(page, /Tiny.*control code rk\.bin/)).toBeVisible();
  await lab.idle();
  await lab.leaveControls();
  await lab.press("End");
  await expect(page.getByRole("region", { name: "Outcome" })).toBeVisible();
});
