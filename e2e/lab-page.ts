// The page as a reader uses it: by roles and names, and the test door only for what no reader can do.

import { expect, type Locator, type Page } from "playwright/test";

interface Door {
  idle(): Promise<void>;
  commandKeys(): readonly (readonly [id: string, keys: string])[];
  readFrame(
    pfn: number,
  ): Promise<{ readonly class: string; readonly hash: string; readonly bytes: readonly number[] } | undefined>;
}

export class LabPage {
  readonly page: Page;
  readonly stateHash: Locator;
  readonly anchor: Locator;
  readonly slider: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stateHash = page.getByTestId("state-hash");
    this.anchor = page.getByTestId("anchor");
    this.slider = page.getByRole("slider", { name: "Position in the run" });
  }

  /** Opens the page, with a fragment or without, and waits until it is at rest. */
  async open(fragment = ""): Promise<void> {
    // Without this a change of the fragment alone would not load the page again.
    await this.page.goto("about:blank");
    await this.page.goto(fragment === "" ? "./" : `./#${fragment.replace(/^#/, "")}`);
    await this.idle();
  }

  async idle(): Promise<void> {
    await this.page.waitForFunction(() => "__viz" in window);
    await this.page.evaluate(() => (window as unknown as { __viz: Door }).__viz.idle());
  }

  /** Every command that has keys, with the first of them. */
  commandKeys(): Promise<readonly (readonly [id: string, keys: string])[]> {
    return this.page.evaluate(() => (window as unknown as { __viz: Door }).__viz.commandKeys());
  }

  readFrame(
    pfn: number,
  ): Promise<{ readonly class: string; readonly hash: string; readonly bytes: readonly number[] } | undefined> {
    return this.page.evaluate((frame) => (window as unknown as { __viz: Door }).__viz.readFrame(frame), pfn);
  }

  async hash(): Promise<string> {
    await this.idle();
    await expect(this.stateHash).toHaveText(/^[0-9a-f]{8}$/);
    return this.stateHash.innerText();
  }

  /** The words of the position: phase, page, time. */
  async position(): Promise<string> {
    await this.idle();
    return (await this.slider.getAttribute("aria-valuetext")) ?? "";
  }

  async time(): Promise<number> {
    await this.idle();
    return Number(await this.slider.getAttribute("aria-valuenow"));
  }

  /** Presses keys one after the other, each at rest. */
  async press(key: string, times = 1): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      await this.page.keyboard.press(key);
      await this.idle();
    }
  }

  /** Takes the focus out of every control, so that keys are commands. */
  async leaveControls(): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  }

  /** Through the Go to dialog, as a reader would. */
  async goTo(anchor: string): Promise<void> {
    await this.leaveControls();
    await this.page.keyboard.press("g");
    const dialog = this.page.getByRole("dialog", { name: "Go to" });
    await dialog.getByRole("combobox").fill(anchor);
    await this.page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await this.idle();
  }

  /** Any command, from the palette. */
  async command(id: string): Promise<void> {
    await this.leaveControls();
    await this.page.keyboard.press("Control+k");
    const row = this.page.getByRole("dialog", { name: "Commands" }).locator(`[role="option"][data-id="${id}"]`);
    await expect(row, "the palette offers it").toHaveAttribute("aria-disabled", "false");
    await row.click();
  }

  async granularity(name: string): Promise<void> {
    await this.page
      .getByRole("radiogroup", { name: "Granularity" })
      .getByRole("radio", { name, exact: true })
      .check({ force: true });
    await this.leaveControls();
  }

  async perspective(name: string): Promise<void> {
    await this.page.getByRole("tab", { name, exact: true }).click();
    await this.idle();
  }

  /** Words of a notice. A screen reader's log repeats them, half a second later, so the whole page has them twice. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole("region", { name: "Notices" }).getByText(text);
  }

  panel(name: string | RegExp): Locator {
    return this.page.getByRole("region", { name });
  }
}
