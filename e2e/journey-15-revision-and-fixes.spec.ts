// Journey 15: the same program under the other revision fails in its second call; the fix gives it three.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";

async function openForm(lab: LabPage) {
  await lab.page.getByRole("button", { name: /hello\.elf, called/ }).click();
  const form = lab.page.getByRole("dialog", { name: "Scenarios" }).getByRole("form", { name: "This scenario" });
  await expect(form).toBeVisible();
  return form;
}

async function goToEnd(lab: LabPage): Promise<void> {
  await lab.idle();
  await lab.leaveControls();
  await lab.press("End");
}

test("the second call fails under mainline-i386, and does not with the fix", async ({ lab, page }) => {
  const greetings = lab.panel("Consoles").getByRole("button", { name: /Hello from physical mode/ });
  const outcome = page.getByRole("region", { name: "Outcome" });
  await lab.open("v=1&s=p:payload@1");
  await expect(greetings).toHaveCount(3);

  const form = await openForm(lab);
  await expect(form.getByRole("button", { name: "Record again" })).toBeDisabled();
  await form.getByRole("radio", { name: "mainline-i386" }).check({ force: true });
  await form.getByRole("button", { name: "Record again" }).click();
  await expect(lab.notice(/Call 2 of hello\.elf went to 0x[0-9a-f]{8} instead/)).toBeVisible();
  await goToEnd(lab);
  await expect(outcome).toContainText(/Call 2 of hello\.elf went to/);
  await expect(greetings).toHaveCount(1);
  await expect.poll(() => page.url()).toContain("s=z:");

  const again = await openForm(lab);
  await again.getByRole("switch", { name: "A plain function keeps its entry" }).check();
  await again.getByRole("button", { name: "Fewer calls" }).click();
  await again.getByRole("button", { name: "More calls" }).click();
  await again.getByRole("button", { name: "Record again" }).click();
  await expect(lab.notice("hello.elf returned 3 times")).toBeVisible();
  await goToEnd(lab);
  await expect(outcome).toContainText("hello.elf returned 3 times");
  await expect(greetings).toHaveCount(3);

  await page.goBack();
  await page.goBack();
  await lab.idle();
  await expect(greetings).toHaveCount(1);
});

test("changes that do not go together are said where they are made", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await page.getByRole("button", { name: /^Tiny/ }).click();
  const form = page.getByRole("form", { name: "This scenario" });
  await form.getByRole("switch", { name: "Kernels built for PAE" }).check();
  await form.getByRole("button", { name: "Record again" }).click();
  await expect(form.getByRole("alert")).toContainText(/segments\[0\]\.memsz.*at least 20 pages/);
  await expect(page.getByRole("dialog")).toBeVisible();
});
