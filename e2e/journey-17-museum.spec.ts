// Journey 17: a room of the museum, chosen at random. KJLAB_SEED=<number> chooses the same room again.

import { expect, test } from "./fixtures.ts";

const seed = Number(process.env["KJLAB_SEED"] ?? Date.now() % 1_000_000);
const VERDICT = /Survived|Refused|Detected|Silent corruption|Hang|Triple fault|Crashed/;

test("a room of the museum, chosen by chance, before and after", async ({ lab, page }) => {
  console.log(`museum: KJLAB_SEED=${seed}`);
  await lab.open("v=1&s=p:tiny@1&p=museum");
  const wall = page.getByRole("region", { name: "The museum of failed jumps" });
  const plaques = wall.getByRole("list", { name: "Rooms" }).getByRole("button");
  await expect(wall.getByRole("heading", { name: "Empty rooms" })).toBeVisible();
  expect(await plaques.count()).toBeGreaterThanOrEqual(30);

  const plaque = plaques.nth(seed % (await plaques.count()));
  const name = (await plaque.getAttribute("aria-label")) ?? "";
  const [, item = "", title = ""] = /^Room (\d+): (.*)$/.exec(name) ?? [];
  console.log(`museum: ${name}`);
  const [expected = ""] = VERDICT.exec(await plaque.innerText()) ?? [];
  await plaque.click();
  await lab.idle();

  const room = page.getByRole("region", { name: `Room ${item}`, exact: true });
  await expect(room.getByRole("heading", { name: title, exact: true })).toBeFocused();
  for (const fact of ["Cause", "Symptom", "Who has it", "What mended it"])
    await expect(room.getByText(fact, { exact: true })).toBeVisible();
  const stamps = room.getByRole("list", { name: "Verdicts before and after" }).getByRole("listitem");
  await expect(stamps.first()).toHaveAttribute("aria-current", "true");
  await expect(stamps.first()).toContainText(expected);
  const before = await lab.hash();
  await room.getByRole("button", { name: "Go to the moment" }).click();
  await lab.idle();
  await expect.poll(() => page.url()).toContain("p=museum");

  const [after = ""] = VERDICT.exec(await stamps.nth(1).innerText()) ?? [];
  await room.getByRole("switch", { name: /^Mended/ }).click();
  await lab.idle();
  await expect(stamps.nth(1)).toHaveAttribute("aria-current", "true");
  await expect(stamps.nth(1), "what really came of it").toContainText(after);
  await expect(room.getByRole("switch", { name: /^Mended/ })).toBeChecked();
  expect(await lab.hash(), "mended it ends otherwise").not.toBe(before);

  await room.getByRole("button", { name: "All rooms" }).click();
  await expect(plaques.and(page.locator("[aria-current='true']"))).toHaveAccessibleName(name);
});

test("a room has an address of its own, and leads to the next", async ({ lab, page }) => {
  await lab.open("v=1&s=p:museum/gdt-left-at-zero@1&p=museum");
  const room = page.getByRole("region", { name: "Room 1", exact: true });
  await expect(room).toContainText("Triple fault");
  await expect(lab.panel("Exceptions")).toContainText("#GP");
  await page.getByRole("button", { name: "Next room" }).click();
  await lab.idle();
  await expect(page.getByRole("region", { name: "Room 2", exact: true })).toBeVisible();
});
