// Journey 13: what the processor believes beside what memory says: PAE tables, descriptor tables, TLB, operands, and the
// exceptions that end a run.

import { expect, test } from "./fixtures.ts";

test("a page walk under PAE, and the one that ends the run", async ({ lab, page }) => {
  await lab.open("v=1&s=p:mainline-pae@1&p=cpu");
  const walk = lab.panel("Page walk");
  const steps = walk.getByRole("list", { name: "Page walk, from CR3 to the page" }).locator("> li");

  await lab.goTo("phase/cr3-switch");
  await expect(steps).toHaveCount(4);
  for (const [i, level] of ["CR3", "PDPTE", "PDE", "PTE"].entries()) await expect(steps.nth(i)).toContainText(level);
  await expect(
    walk.getByRole("table", { name: "Directory pointers that the processor holds" }).getByRole("row"),
  ).toHaveCount(4);
  await expect(steps.nth(3)).toContainText(/0x[0-9a-f]{16}\b/);
  await expect(walk.getByRole("table", { name: "Bits of the PTE" })).toContainText("NX");
  await expect(walk.getByText("A supervisor instruction fetch is allowed.")).toBeVisible();

  // No page of a kernel is a user's: the entry that says so is marked, and the error code has U/S set.
  await walk.getByRole("radio", { name: "user" }).check({ force: true });
  await expect(walk.getByRole("alert")).toContainText(/#PF.*user instruction fetch/);
  await expect(walk.locator('[data-failed="true"]')).toContainText("PTE");
  await walk.getByRole("radio", { name: "supervisor" }).check({ force: true });

  // CR4.PAE is clear when paging comes on: the directory pointers would be taken for a directory.
  await lab.goTo("phase/paging-on+4");
  await expect(walk.getByText("CR0.PG = 0")).toBeVisible();
  await expect(steps).toHaveCount(2);
  await expect(walk.locator('[data-failed="true"]')).toContainText("PDE");
  await expect(walk.getByText(/supervisor instruction fetch\s+would fault/)).toBeVisible();
  await lab.granularity("instruction");
  await lab.press(".");
  await expect(lab.anchor).toHaveText("end");
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("The machine crashed");
});

test("the exceptions of a crashed run, in order, and the way to them", async ({ lab, page }) => {
  await lab.open("v=1&s=p:mainline-pae@1");
  await lab.leaveControls();
  await page.keyboard.press("v");
  await page.keyboard.press("x");
  await expect(page.getByRole("tab", { name: "Tables" })).toHaveAttribute("aria-selected", "true");
  const card = lab.panel("Exceptions");
  await expect(card.getByRole("heading", { name: /Triple fault/ })).toBeVisible();
  const chain = card.getByRole("list", { name: "Exceptions in the order they were raised" }).locator("> li");
  await expect(chain).toHaveCount(3);
  await expect(chain.nth(0)).toContainText(/#PF page fault.*CR2/);
  await expect(chain.nth(1)).toContainText(/#GP general protection, while delivering #PF.*double fault/);
  await expect(chain.nth(2)).toContainText(/#GP general protection, while delivering #DF.*triple fault/);
  await expect(chain.nth(2)).toContainText("vector 8 of the IDT");
  const tables = card.getByRole("table", { name: "Descriptor tables when delivery failed" });
  await expect(tables.getByRole("row", { name: /IDT/ })).toContainText("holds no descriptor");

  await card.getByRole("button", { name: "Go there" }).click();
  await lab.idle();
  await expect(lab.anchor).toHaveText("end");
  await expect(card.getByRole("button", { name: "You are here" })).toBeDisabled();

  await card.getByText("The last 100 instructions").click();
  const trail = card.getByRole("table", { name: "The last instructions, oldest first" });
  const last = trail.getByRole("row", { name: /mov %eax,%cr0/ });
  await expect(last).toContainText("kexec_jump_back_entry");
  await last.getByRole("button").click();
  await lab.idle();
  await expect(lab.anchor).toHaveText("phase/paging-on+4");
});

test("segments outlive their table", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1");
  await lab.perspective("Tables");
  const panel = lab.panel("Descriptor tables");
  const segments = panel.getByRole("table", { name: "Segment registers and their descriptor caches" });
  await lab.goTo("start");
  await expect(segments.getByRole("row", { name: /^DS / })).toContainText("as in table");
  await expect(panel.getByRole("table", { name: "Descriptors of the GDT" }).getByRole("row")).toHaveCount(3);
  const gates = panel.getByRole("table", { name: "Gates of the IDT" });
  await expect(gates.getByRole("row").nth(1)).toContainText("vector_0x00");
  await expect(gates.getByRole("row").last()).toContainText(/^\d+–255.*ignore_int/);

  await lab.goTo("swap/3/2");
  await expect(segments.getByText("no entry now")).toHaveCount(6);
  await expect(segments.getByRole("row", { name: /^CS / })).toContainText("0xffffffff");
  await expect(panel.getByText(/any exception is a triple fault/)).toBeVisible();
  await expect(panel.getByRole("table", { name: "Descriptors of the GDT" })).toHaveCount(0);

  await lab.goTo("phase/work");
  await expect(segments.getByRole("row", { name: /^DS / })).toContainText("as in table");
  await lab.perspective("Overview");
  await lab.leaveControls();
  await page.keyboard.press("v");
  await page.keyboard.press("d");
  await expect(page.locator("#descriptors")).toBeFocused();
});

test("global translations stay after the tables are gone", async ({ lab }) => {
  await lab.open("v=1&s=p:tiny@1&p=tables");
  const panel = lab.panel("TLB");
  const table = panel.getByRole("table", { name: "Cached translations" });
  await lab.goTo("phase/tables");
  await expect(panel.getByText(/^\d+ cached$/)).toBeVisible();
  await expect(table).not.toContainText("stale");

  // The load of CR3 has spared them, and the transition tables do not have their pages.
  await lab.goTo("phase/cr3-switch");
  const stale = Number(/(\d+) stale/.exec(await panel.getByText(/\d+ stale/).innerText())?.[1]);
  expect(stale).toBeGreaterThan(0);
  await expect(table.getByRole("row", { name: /^0xc0101000/ })).toContainText("not present now");
  await lab.granularity("instruction");
  await lab.press(".", 4);
  await panel.getByRole("checkbox", { name: "stale only" }).check();
  const all = Number(/^(\d+) cached/.exec(await panel.getByText(/\d+ cached/).innerText())?.[1]);
  const rows = await table.getByRole("row").count();
  expect(rows - 1).toBe(stale);
  expect(all).toBe(stale + 1);

  await lab.goTo("phase/paging-off");
  await expect(panel.getByText(/Paging is off/)).toBeVisible();
});

test("an instruction says what it reads, writes and has written", async ({ lab, page }) => {
  await lab.open("v=1&s=p:tiny@1&p=cpu");
  await lab.goTo("phase/cr3-switch");
  const code = page.getByRole("table", { name: /^Instructions of/ });
  await expect(code.getByRole("list", { name: "What mov wrote" })).toHaveText(/^cr3was 0x00105000→, now 0x00106000$/);
  await expect(code.getByRole("list", { name: "What lea reads" })).toHaveText(/^edi0x00800000$/);
  await lab.goTo("swap/3/1+1");
  await lab.granularity("instruction");
  await lab.goTo("swap/3/2");
  await expect(code.getByRole("list", { name: "What rep movsl wrote" })).toContainText("4,096 bytes from 0x00402000");
  await code.getByRole("list", { name: "What rep movsl wrote" }).getByRole("button").click();
  await lab.idle();
  await expect(page.getByRole("heading", { level: 2, name: /Frame 0x00805/ })).toBeVisible();
});
