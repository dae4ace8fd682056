// Journey 5: from a word to the instruction that stored it, and back; and where a page goes.

import { expect, test } from "./fixtures.ts";
import { selectFrame } from "./moves.ts";

test("the saved CR3 leads to the instruction that stored it, and Back returns", async ({ lab, page }) => {
  await lab.open("v=1&s=p:first-jump@1&p=control");
  await lab.goTo("phase/restore");
  const asked = await lab.time();
  const words = page.getByRole("table", { name: "Words in the control page of kernel A" });
  await words.getByRole("row", { name: /CR3/ }).getByRole("button").click();
  await lab.leaveControls();
  await page.keyboard.press("o");
  const panel = lab.panel("Provenance");
  await expect(panel.getByRole("heading", { name: /Who wrote control page A \+0x[0-9a-f]{3}\?/ })).toBeVisible();
  const first = panel.getByRole("list", { name: "Hops" }).getByRole("listitem").first();
  await expect(first).toContainText(/mov .*cr3|CR3 saved/i);
  await expect(first).toContainText("phase/save");
  const writers = panel.getByRole("region", { name: /^Last writes to control page A/ });
  await expect(writers.getByRole("listitem").first()).toContainText("kexec_jump_save_cpu");

  await first.getByRole("button", { name: /^Go to t/ }).click();
  await lab.idle();
  expect(await lab.time()).toBeLessThan(asked);
  await expect(page.getByText(/^done: .*CR3 saved/)).toBeVisible();
  await page.goBack();
  await expect(lab.slider).toHaveAttribute("aria-valuenow", String(asked));
});

test("a page of A goes through the exchange and comes home: hops both ways", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.goTo("swap/7/0");
  await selectFrame(lab, 0x406);
  await page.keyboard.press("Shift+O");
  const panel = lab.panel("Provenance");
  await expect(panel.getByRole("heading", { name: "Where did frame 0x00406 go?" })).toBeVisible();
  const hops = panel.getByRole("list", { name: "Hops" });
  const exchange = hops
    .getByRole("listitem")
    .filter({ hasText: /\d cop(y|ies)/ })
    .first();
  await expect(exchange).toBeVisible();
  await exchange.getByText(/\d cop(y|ies)/).click();
  const copies = exchange.getByRole("list", { name: "Copies" }).getByRole("listitem");
  await expect(copies.first()).toContainText("frame 0x00406");
  const before = await lab.time();
  await copies
    .first()
    .getByRole("button", { name: /^Go to t/ })
    .click();
  await lab.idle();
  expect(await lab.time()).toBeGreaterThan(before);

  await lab.goTo("end");
  await page.keyboard.press("o");
  await expect(panel.getByRole("heading", { name: "Who wrote frame 0x00406?" })).toBeVisible();
  await expect(
    hops
      .getByRole("listitem")
      .filter({ hasText: /\d cop(y|ies)/ })
      .first(),
  ).toBeVisible();
});

test("a register, by its context menu", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=cpu");
  await lab.goTo("phase/restore");
  await lab.panel("Registers").getByRole("button", { name: /^cr3/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Who wrote this?" }).click();
  const writers = lab.panel("Provenance").getByRole("region", { name: "Last writes to cr3" });
  await expect(writers.getByRole("listitem").first()).toContainText("cr3");
});
