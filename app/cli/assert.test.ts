// Assertions of the command line, as the event log of the page writes them.

import { describe, expect, it } from "vitest";
import { kjlab } from "./testing/kjlab.ts";

const state = JSON.parse(kjlab("state", "tiny", "--at", "phase/swap-out", "--json").stdout);

describe("assert", () => {
  it("ends with 0 where hash and event are as they were seen", () => {
    const { status, stdout } = kjlab(
      ...["assert", "tiny", "--at", String(state.t)],
      ...["--hash", state.hash.slice(0, 8), "--event", "a  EXCHANGE"],
    );
    expect([status, stdout.split("  ")[0]]).toEqual([0, "holds"]);
  });

  it("ends with 1 and says what there is instead", () => {
    const { status, stdout } = kjlab(
      "assert",
      "tiny",
      "--at",
      String(state.t),
      "--hash",
      "0000",
      "--event",
      "eth0 melts",
    );
    expect(status).toBe(1);
    expect(stdout).toContain(`state hash: expected 0000, got ${state.hash.slice(0, 4)}`);
    expect(stdout).toContain("event: expected eth0 melts");
  });

  it("refuses an assertion that says nothing", () => {
    expect(kjlab("assert", "tiny", "--at", "end").status).toBe(2);
    expect(kjlab("assert", "tiny", "--at", "end", "--hash", "xyz").status).toBe(2);
  });
});
