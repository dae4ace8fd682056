// A fault that cannot fire is refused before anything runs with it, and the reason names what was expected.

import { describe, expect, it } from "vitest";
import { problemsOf, runOf, TINY, withFaults } from "./testing/tiny.ts";

const base = runOf(TINY);
const reason = (fault: string): string => {
  const [problem] = problemsOf(withFaults(fault), base);
  expect(problem?.path).toBe("faults[0]");
  return `${problem?.expected}, got ${problem?.got}`;
};

describe("a fault at a step", () => {
  it.each([
    ["skip:no_such_step", "comes to"],
    ["skip:jump/9/device_resume", "such as device_resume"],
    ["skip:device_resume#7", "such as device_resume"],
    ["fail:device_suspend/floppy=EIO", "such as device_suspend"],
    ["fail:freeze_processes=EIO", "an errno that freeze_processes can fail with: EBUSY"],
    ["fail:device_resume=EIO", "a step that can fail"],
    ["skip:kernel_kexec/image", "a step that can be left out"],
  ])("%s is refused: %s", (fault, expected) => {
    expect(reason(fault)).toContain(expected);
  });

  it("is refused where an earlier fault has decided the step, by whatever name", () => {
    const problems = problemsOf(withFaults("fail:jump/1/freeze_processes=EBUSY", "skip:freeze_processes"));
    expect(problems[0]).toMatchObject({ path: "faults[1]" });
    expect(problems[0]?.expected).toContain("fail:jump/1/freeze_processes=EBUSY");
  });

  it("is refused where an earlier fault keeps the run from coming to it", () => {
    const problems = problemsOf(withFaults("fail:freeze_processes=EBUSY", "skip:suspend_console"));
    expect(problems[0]).toMatchObject({ path: "faults[1]", got: "suspend_console" });
  });
});

describe("a fault at a position", () => {
  it.each([
    ["flip:0x00400000.1@swap/99/1", "a place that this run comes to"],
    ["flip:0x00400000.1@phase/payload", "a place that this run comes to"],
    ["flip:0x00400000.1@nowhere", "an anchor such as"],
    ["flip:0x00400000.1@end", "before the run is over"],
    ["flip:0x00400000.1@99999999", "before the run is over"],
    ["flip:0x00400000.1@swap/7/0.5", "between two operations"],
    ["flip:0x00ffffff.8@phase/save", "an address in RAM, below 0x1000000"],
    ["set:0x00fffffe=1@phase/save", "an address in RAM"],
    ["set:0x00f00000=0@phase/save", "another word than the one that is there"],
    ["zero:0x01000@phase/save", "a frame below 0x01000"],
    ["zero:0x00f00@phase/save", "a frame that is not all zero there"],
    ["retarget:99=0@phase/save", "an entry of kernel A's list, 1 to"],
    ["retarget:3=0@phase/load", "a place at which kernel A has a list"],
    ["irq:16@phase/save", "a line of the machine, 0 to 15"],
    ["dma:ttyS0=0x00400@phase/save", "a bus master, eth0 or sda"],
    ["dma:eth0=0x01000@phase/save", "a frame below 0x01000"],
  ])("%s is refused: %s", (fault, expected) => {
    expect(reason(fault)).toContain(expected);
  });

  it("may come while interrupts are off: the line stays raised", () => {
    expect(problemsOf(withFaults("irq:0@phase/swap-out"), base)).toEqual([]);
  });

  it("moves a later one on by its own operation, so that both fall where they were aimed", () => {
    const run = runOf(withFaults("set:0x00f00000=1@phase/save", "set:0x00f00004=2@phase/devices"));
    const [first, second] = run.recording.fired;
    expect([first?.index, second?.index]).toEqual([1, 0]);
    const alone = runOf(withFaults("set:0x00f00000=1@phase/save"), base).recording.fired[0]?.t ?? 0;
    expect(second?.t).toBe(alone + 1);
  });
});

describe("a circumstance", () => {
  it("is refused where it changes nothing", () => {
    const [problem] = problemsOf({ ...TINY, revision: "mainline-i386", faults: ["with:io-apic"] });
    expect(problem?.got).toContain("which changes nothing");
  });

  it("is refused twice", () => {
    expect(problemsOf(withFaults("with:called-twice", "with:called-twice"))[0]?.expected).toContain("not there yet");
  });
});

describe("the form of a scenario", () => {
  it("holds at most 32 faults of known form, and 1 to 8 processors", () => {
    const many = Array.from({ length: 33 }, (_, i) => `set:0x00f00000=${i + 1}@phase/save`);
    expect(problemsOf({ ...TINY, faults: many })[0]).toMatchObject({ path: "faults", expected: "at most 32 items" });
    expect(problemsOf(withFaults("skip:a", "melt:cpu"))[0]).toMatchObject({ path: "faults[1]", got: "melt:cpu" });
    for (const cpus of [0, 9, 1.5]) expect(problemsOf({ ...TINY, cpus })[0]?.path).toBe("cpus");
    expect(problemsOf({ ...TINY, cpus: 8, faults: ["skip:cpu_down/cpu7"] })).toEqual([]);
  });
});
