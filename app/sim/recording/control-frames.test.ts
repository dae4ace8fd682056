import { describe, expect, it } from "vitest";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { ControlFrames, kernelOfSide, OUTSIDE } from "./control-frames.ts";

function rig() {
  const store = new ContentStore();
  const memory = new PhysMemory(store, 8);
  const page = (owner: "A" | "C", home: number): number =>
    store.define(1, { owner, what: "a page", home: () => home, fill: () => undefined });
  let changes = 0;
  const frames = new ControlFrames(memory, () => changes++);
  return { memory, page, frames, changed: () => changes };
}

describe("control frames", () => {
  it("are sides of their kernels until they are released", () => {
    const { frames, changed } = rig();
    frames.add(3, "C");
    expect(kernelOfSide(frames.sideOf(3))).toBe("C");
    expect(frames.sideOf(4)).toBe(OUTSIDE);
    frames.release(4);
    expect(changed()).toBe(1);
    frames.release(3);
    expect([frames.sideOf(3), changed()]).toEqual([OUTSIDE, 2]);
  });

  it("are elsewhere while a page of another kernel lies there", () => {
    const { frames, memory, page } = rig();
    frames.add(3, "C");
    expect(frames.isElsewhere(3)).toBe(false);
    memory.setContent(3, page("A", 3));
    expect(frames.isElsewhere(3)).toBe(true);
    memory.setContent(3, page("C", 3));
    expect(frames.isElsewhere(3)).toBe(false);
  });

  it("are A's again once its page is back in its frame, and nobody else's", () => {
    const { frames, memory, page } = rig();
    frames.add(3, "A");
    frames.add(4, "C");
    frames.powerGone();
    expect([3, 4].map((frame) => frames.sideOf(frame))).toEqual([OUTSIDE, OUTSIDE]);
    memory.setContent(4, page("C", 4));
    memory.setContent(3, page("A", 5));
    expect([3, 4].map((frame) => frames.sideOf(frame))).toEqual([OUTSIDE, OUTSIDE]);
    memory.setContent(3, page("A", 3));
    expect(kernelOfSide(frames.sideOf(3))).toBe("A");
    expect(frames.ownerOf(3)).toBe("A");
  });
});
