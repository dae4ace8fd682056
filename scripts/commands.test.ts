// Every command of the registry can be found, named, heard in another language, and is used by a journey.

import { describe, expect, it } from "vitest";
import { EXPECTATIONS } from "../e2e/every-command.ts";
import { GERMAN, retellInGerman } from "../app/messages/de.ts";
import { COMMANDS } from "../app/state/commands.ts";

describe("the registry", () => {
  it("gives every command an id, a name and a group of its own kind", () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    expect(new Set(COMMANDS.map(({ title }) => title)).size).toBe(COMMANDS.length);
    for (const { id, title, group } of COMMANDS) {
      expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
      expect(title.trim(), id).toMatch(/^.{4,}$/);
      expect(group, id).not.toBe("");
    }
  });

  it.each(COMMANDS)("$id is used by a journey", ({ id }) => {
    expect(EXPECTATIONS[id]).toBeDefined();
  });

  it("has no journey for a command that is gone", () => {
    const known = new Set(COMMANDS.map(({ id }) => id));
    expect(Object.keys(EXPECTATIONS).filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(COMMANDS)("$id has a message in German", ({ title }) => {
    expect(GERMAN[title] ?? retellInGerman(title)).toBeDefined();
  });
});
