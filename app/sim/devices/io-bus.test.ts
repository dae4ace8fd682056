import { describe, expect, it } from "vitest";
import { SimBug } from "../core/errors.ts";
import { IoBus } from "./io-bus.ts";
import { COM1, Uart } from "./uart.ts";

function machine() {
  const bus = new IoBus();
  const uart = new Uart();
  const lines: string[] = [];
  uart.onLine = (text) => lines.push(text);
  bus.attach(uart);
  return { bus, lines };
}

describe("the port bus", () => {
  it("hands a line to the console at its newline, and not before", () => {
    const { bus, lines } = machine();
    for (const letter of "one\ntwo") bus.write(COM1, 1, letter.charCodeAt(0));
    expect(lines).toEqual(["one"]);
    bus.write(COM1, 1, 0x0a);
    expect(lines).toEqual(["one", "two"]);
  });

  it("floats where nobody answers, byte by byte", () => {
    const { bus } = machine();
    expect(bus.read(0x80, 4)).toBe(0xffffffff);
    expect(bus.read(COM1 + 5, 1)).toBe(0x60);
    expect(bus.read(COM1 + 7, 2)).toBe(0xff00);
  });

  it("refuses two devices on one port", () => {
    expect(() => machine().bus.attach(new Uart())).toThrow(SimBug);
  });
});
