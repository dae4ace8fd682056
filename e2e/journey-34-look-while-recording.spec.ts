// Journey 34: a long recording can be looked at from its first moments on, and nothing moves when the rest is there.

import { expect, test } from "./fixtures.ts";

test("the part that is recorded is shown, stepped and looked at; the focus stays when the rest comes", async ({
  lab,
  page,
}) => {
  await page.goto("about:blank");
  await page.goto("./#v=1&s=p:huge@1");
  const underWay = page.getByRole("group", { name: "Recording under way" });
  await expect(underWay).toContainText(/recording, \d+ %/, { timeout: 60_000 });
  const end = Number(await lab.slider.getAttribute("aria-valuemax"));
  await lab.leaveControls();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press(".");
  await expect(lab.slider).toHaveAttribute("aria-valuenow", "3");
  const anchor = await lab.anchor.innerText();
  const hash = await lab.stateHash.innerText();

  await lab.idle();
  await expect(underWay).toBeHidden();
  expect(Number(await lab.slider.getAttribute("aria-valuemax"))).toBeGreaterThan(end);
  expect([await lab.time(), await lab.anchor.innerText(), await lab.stateHash.innerText()]).toEqual([3, anchor, hash]);
});

test("a recording that is looked at can be cancelled", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  const before = await lab.hash();
  await page.evaluate(() => {
    location.hash = "#v=1&s=p:huge@1";
  });
  const underWay = page.getByRole("group", { name: "Recording under way" });
  await underWay.getByRole("button", { name: "Cancel" }).click({ timeout: 60_000 });
  await lab.idle();
  await expect(underWay).toBeHidden();
  expect(await lab.hash()).toBe(before);
});
