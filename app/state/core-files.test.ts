// Core files: an image opened from its file, with a way back, and files of the run handed out.

import { describe, expect, it } from "vitest";
import { smallImage, SMALL_SCENARIO } from "../sim/scenario/testing/small-image.ts";
import { fragmentOf, openFragment } from "./link-state.ts";
import { findPreset, shownTitle } from "./scenarios.ts";
import { handmade, labOf } from "./testing/handmade.ts";

const BYTES = smallImage();
const image = (name = "mine.core", bytes: Uint8Array = BYTES): File => new File([bytes.slice()], name);

async function opened() {
  const hand = handmade();
  const lab = labOf(hand.service);
  const scenario = findPreset("hibernate-tiny")?.scenario ?? SMALL_SCENARIO;
  await lab.actions.open({ preset: "hibernate-tiny", scenario });
  await lab.actions.goTo({ kind: "position", at: { t: 7, sub: 0 } });
  const now = () => lab.store.getState();
  return { lab, now, hand, notice: () => now().notices.at(-1) };
}

describe("an image that is brought", () => {
  it("is opened with the scenario that it names, and a notice leads back to the very position", async () => {
    const { lab, now, notice } = await opened();
    await lab.actions.bring([image()]);
    const { source, status, moment } = now();
    expect(source).toMatchObject({ scenario: { title: "As in the image" }, image: { name: "mine.core" } });
    expect(source?.image?.bytes).toEqual(BYTES);
    expect(source && shownTitle(source, /:/)).toBe("As in the image (from mine.core)");
    expect([status.kind, moment?.at.t]).toEqual(["ready", 0]);
    const told = notice();
    expect(told).toMatchObject({
      text: expect.stringMatching(/^mine\.core lies on the disk of a machine that starts cold/),
      action: { kind: "open", label: "Back to A small machine hibernates", at: { t: 7 } },
    });
    if (told !== undefined) await lab.actions.act(told);
    expect([now().source?.image, now().source?.preset, now().moment?.at.t]).toEqual([undefined, "hibernate-tiny", 7]);
  });

  it("is what the machine starts from again after the worker has died", async () => {
    const { lab, now } = await opened();
    await lab.actions.bring([image()]);
    await lab.actions.restart();
    expect(now().source?.image?.bytes).toEqual(BYTES);
    expect(now().run?.scenario.title).toBe("As in the image");
  });

  it("that cannot be read is refused with its header, and the run stays", async () => {
    const { lab, now, notice, hand } = await opened();
    const before = now();
    const problems = [{ path: "note KJLAB, image header", expected: "one", got: "none" }];
    Object.assign(hand.service, { openImage: async () => ({ ok: false, problems }) });
    await lab.actions.bring([image("bad.core")]);
    expect(notice()).toMatchObject({
      tone: "error",
      text: "bad.core was refused: note KJLAB, image header: expected one, got none. The run on screen is as it was.",
    });
    expect([now().status.kind, now().source, now().moment]).toEqual(["ready", before.source, before.moment]);
  });

  it("comes alone, and is not read when it is too large", async () => {
    const { lab, notice } = await opened();
    await lab.actions.bring([image(), new File(["{}"], "a.json")]);
    expect(notice()?.text).toMatch(/^What was given was refused: files: expected a\.json alone/);
    const large = image("large.core");
    Object.defineProperty(large, "size", { value: 300 * 1024 * 1024 });
    await lab.actions.bring([large]);
    expect(notice()?.text).toMatch(/^large\.core was refused: core: expected a file of at most 268435456 bytes/);
  });

  it("stays in its file: the address says so, and nothing in the run is changed", async () => {
    const { lab, now } = await opened();
    const address = fragmentOf(now()) ?? "";
    await lab.actions.bring([image()]);
    const fragment = fragmentOf(now()) ?? "";
    expect(new URLSearchParams(fragment.slice(1)).get("s")).toBe("f:image");
    const { branches } = now();
    lab.actions.draftFault("nmi", { at: "t/4" });
    await lab.actions.inject();
    expect(now().branches).toEqual(branches);
    await openFragment(lab, address);
    expect([now().source?.preset, now().source?.image]).toEqual(["hibernate-tiny", undefined]);
    await openFragment(lab, fragment);
    expect(now().status).toMatchObject({ kind: "bad-link", problem: { kind: "in-file", what: "image" } });
  });
});

describe("a file handed out", () => {
  it("is what the worker gives for the position on screen", async () => {
    const { lab, notice } = await opened();
    await lab.actions.saveCore("vmcore");
    expect(lab.saved).toEqual([{ name: "a-small-machine-hibernates.vmcore.core", bytes: Uint8Array.of(7) }]);
    expect(notice()).toMatchObject({
      tone: "info",
      text: expect.stringContaining("a-small-machine-hibernates.vmcore.core"),
    });
  });

  it("has the image's number in its name where the moment knows it", async () => {
    const { lab, now } = await opened();
    const { moment } = now();
    if (moment === undefined) throw new Error("no moment");
    const slots = [2, 1].map((sequence, slot) => ({ slot, header: { sequence } }));
    lab.store.setState({ moment: { ...moment, hibernation: { slots } } as unknown as typeof moment });
    await lab.actions.saveCore("image");
    await lab.actions.saveCore("image", 1);
    expect(lab.saved.map(({ name }) => name.split(".")[1])).toEqual(["image-2", "image-1"]);
  });

  it("that there is none of is said with the reason", async () => {
    const { lab, notice } = await opened();
    await lab.actions.goTo({ kind: "position", at: { t: 0, sub: 0 } });
    await lab.actions.saveCore("vmcore");
    expect(lab.saved).toEqual([]);
    expect(notice()).toMatchObject({
      tone: "error",
      text: expect.stringContaining("cannot be made: vmcore: expected a position"),
    });
  });
});
