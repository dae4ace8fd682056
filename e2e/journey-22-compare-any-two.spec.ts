// Journey 22: any two runs beside each other: another revision, other kernels, a fix, or a link; and the pair is a link.

import { expect, test } from "./fixtures.ts";
import type { LabPage } from "./lab-page.ts";
import { compareWith } from "./moves.ts";

const two = (lab: LabPage) => lab.panel("Two runs");

test("a revision beside the other, and the pair in a link", async ({ lab, page }) => {
  await lab.open("v=1&s=p:first-jump@1&p=compare&t=0@swap/100/2");
  await compareWith(lab, "mainline-i386");
  await expect(page.getByRole("figure", { name: "Aligned lanes" })).toContainText(
    /\d+ phases in common, [1-9]\d* only/,
  );
  await expect(two(lab)).toContainText("they part at");
  await expect(lab.anchor).toHaveText("swap/100/2");
  await expect(page.getByRole("table", { name: "Places compared" }).getByText("swap/100/2")).toHaveCount(2);
  await expect(
    page.getByRole("img", { name: /^Frames that differ along the way: at most [\d,]+, [\d,]+ at the end/ }),
  ).toBeVisible();

  await page.getByText("Side by side").click();
  await expect(page.getByRole("img", { name: /^this run: [\d,]+ frames differ/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^the other: [\d,]+ frames differ/ })).toBeVisible();
  await page.getByText("Overlay").click();
  await expect(page.getByRole("list", { name: "Frames by what sets them apart" })).toContainText(
    "in both, and not the same",
  );

  await page.getByRole("heading", { name: "Differences" }).click();
  await lab.leaveControls();
  await lab.press("n");
  const first = await lab.anchor.innerText();
  await lab.press("n");
  expect(await lab.anchor.innerText()).not.toBe(first);
  await lab.press("p");
  await expect(lab.anchor).toHaveText(first);

  await expect.poll(() => page.url()).toContain("&c=");
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await lab.idle();
  await expect(two(lab)).toContainText("they part at");
  await expect(page.getByRole("figure", { name: "Aligned lanes" })).toContainText("mainline-i386");
});

test("with PAE and without: the other run by itself, and brought back", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=compare&t=0@swap/3/1");
  await compareWith(lab, "built for PAE");
  const places = page.getByRole("table", { name: "Places compared" });
  await expect(places.getByText("swap/3/1")).toHaveCount(2);
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("button", { name: "Other forward" }).click();
  await lab.idle();
  await expect(places.getByText("swap/3/1")).toHaveCount(1);
  await expect(lab.anchor).toHaveText("swap/3/1");
  await page.getByRole("button", { name: "Re-align" }).click();
  await lab.idle();
  await expect(places.getByText("swap/3/1")).toHaveCount(2);
});

test("with a fix and without, the same run twice, and a scenario that cannot run", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=compare");
  await compareWith(lab, "#v=1&s=p:tiny@1&g=page");
  await expect(two(lab)).toContainText(/identical up to the end \(state hash [0-9a-f]{8}\)/);
  await expect(lab.panel("Differences")).toContainText(/Identical here, and up to the end/);
  await compareWith(lab, "With the fix: Processors back");
  await expect(page.getByRole("figure", { name: "Aligned lanes" })).toContainText(/phases in common/);

  await page.getByRole("button", { name: "Compare with another run…" }).click();
  const field = page.getByRole("combobox", { name: "A variant, a preset, or a pasted link" });
  await field.fill("#v=1&s=p:nothing-of-the-kind@1&g=page");
  await field.press("Enter");
  await expect(page.getByRole("alert")).toContainText("That run cannot be made");
  await page.keyboard.press("Escape");
});
