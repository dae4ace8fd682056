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
  return { bus, uart, lines };
}

describe("the port bus", () => {
  it("hands a line to the console at its newline, and not before", () => {
    const { bus, uart, lines } = machine();
    for (const letter of "one\ntwo") bus.write(COM1, 1, letter.charCodeAt(0));
    expect(lines).toEqual(["one"]);
    bus.write(COM1, 1, 0x0a);
    expect(lines).toEqual(["one", "two"]);
    bus.write(COM1, 1, 0x21);
    uart.flush();
    uart.flush();
    expect(lines).toEqual(["one", "two", "!"]);
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

  it("sends nothing while the divisor latch is open", () => {
    const { bus, uart, lines } = machine();
    bus.write(COM1 + 3, 1, 0x83);
    bus.write(COM1, 2, 0x0301);
    expect(bus.read(COM1, 2)).toBe(0x0301);
    bus.write(COM1 + 3, 1, 0x03);
    expect(bus.read(COM1, 1)).toBe(0);
    uart.flush();
    expect(lines).toEqual([]);
  });

  it("saves and loads every register, and says when one has changed", () => {
    const { bus } = machine();
    bus.write(COM1 + 7, 1, 0x5a);
    expect(bus.changed).toBe(true);
    const saved = bus.save();
    expect(bus.changed).toBe(false);
    expect(bus.save()).toBe(saved);
    bus.write(COM1 + 7, 1, 0x5a);
    expect(bus.changed).toBe(false);
    const other = machine().bus;
    other.load(saved);
    expect(other.read(COM1 + 7, 1)).toBe(0x5a);
  });
});
