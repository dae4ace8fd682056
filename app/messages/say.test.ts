// Texts, numbers and plurals in the language that is spoken.

import { afterEach, describe, expect, it } from "vitest";
import { firstSpoken } from "./catalogues.ts";
import { reteller } from "./forms.ts";
import { decimalText, language, numberText, plural, retell, say, speak } from "./say.ts";

const MESSAGES = {
  "{n} pages": "{n} Seiten",
  "{n} page": "{n} Seite",
  reload: "neu laden",
  "Go to {anchor}": "Zu {anchor} gehen",
};

afterEach(() => speak("en", {}));

describe("a text", () => {
  it("is its own English", () => {
    expect(say("Go to {anchor}", { anchor: "swap/1/2" })).toBe("Go to swap/1/2");
    expect(retell("reload")).toEqual({ text: "reload", lang: undefined });
  });

  it("is what the catalogue says, with its places filled", () => {
    speak("de", MESSAGES);
    expect(language()).toBe("de");
    expect(say("Go to {anchor}", { anchor: "swap/1/2" })).toBe("Zu swap/1/2 gehen");
  });

  it("stays English where the catalogue has nothing, and keeps places that nobody fills", () => {
    speak("de", MESSAGES);
    expect(say("Nobody has said {this}", {})).toBe("Nobody has said {this}");
  });

  it("has one form for one thing and another for many, with the number as the language writes it", () => {
    expect(plural(3840, "{n} page", "{n} pages")).toBe("3,840 pages");
    speak("de", MESSAGES);
    expect(plural(3840, "{n} page", "{n} pages")).toBe("3.840 Seiten");
    expect(plural(1, "{n} page", "{n} pages")).toBe("1 Seite");
    expect([numberText(88213), decimalText(1.25, 1)]).toEqual(["88.213", "1,3"]);
  });
});

describe("a sentence of the machine", () => {
  const retold = reteller(MESSAGES, [
    ["frame {frame} copied: {how}", "Frame {frame} kopiert: {how}"],
    ["{code}: {reason}", "{code}: {reason}"],
  ]);

  it("is translated by its form, and its parts with it", () => {
    expect(retold("frame 0x00406 copied: reload")).toBe("Frame 0x00406 kopiert: neu laden");
    expect(retold("mov %eax,%ds: reload")).toBe("mov %eax,%ds: neu laden");
  });

  it("stays whole in English when one of its parts would, and says so", () => {
    expect(retold("frame 0x00406 copied: by some means")).toBeUndefined();
    speak("de", MESSAGES, retold);
    expect(retell("frame 0x00406 copied: by some means").lang).toBe("en");
    expect(retell("ret")).toEqual({ text: "ret", lang: undefined });
  });
});

describe("the language wanted", () => {
  it("is the first that we speak", () => {
    expect(firstSpoken([undefined, "de-AT", "en"])).toBe("de");
    expect(firstSpoken(["fr", "en-GB", "de"])).toBe("en");
    expect(firstSpoken(["fr"])).toBe("en");
  });
});
