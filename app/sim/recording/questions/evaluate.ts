// The value of an expression at the cursor's position. What has no value there says why.

import type { FrameMap } from "../../api.ts";
import { hex } from "../../core/hex.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { kernelOf } from "../../memory/content-store.ts";
import { copyTimes, exchangeAt, pageAt } from "../exchanges.ts";
import type { Run } from "../run.ts";
import { CLASS_OF_OWNER, roleOf, rolesAt } from "../views/frame-map.ts";
import type { BinaryOperator, Expression, TimeName } from "./expression.ts";
import { valueOf } from "./registers.ts";

export type Value = number | string | boolean;

const truth = (value: Value): boolean => value !== 0 && value !== "" && value !== false;
const noValue = (got: string, expected = "a value"): Result<never> => refuse({ path: "value", expected, got });

type Numeric = (a: number, b: number) => number;
/** 32 bits, unsigned. */
const NUMERIC = new Map<BinaryOperator, Numeric>([
  ["+", (a, b) => (a + b) >>> 0],
  ["-", (a, b) => (a - b) >>> 0],
  ["*", (a, b) => Math.imul(a, b) >>> 0],
  ["&", (a, b) => (a & b) >>> 0],
  ["|", (a, b) => (a | b) >>> 0],
  ["^", (a, b) => (a ^ b) >>> 0],
  ["<<", (a, b) => (b > 31 ? 0 : a << b) >>> 0],
  [">>", (a, b) => (b > 31 ? 0 : a >>> b)],
]);
const ORDER = new Map<BinaryOperator, (a: number, b: number) => boolean>([
  ["<", (a, b) => a < b],
  ["<=", (a, b) => a <= b],
  [">", (a, b) => a > b],
  [">=", (a, b) => a >= b],
]);

/** Evaluates at one position; looked-up things are kept for it, so one is made for each position. */
export class Evaluation {
  private readonly run: Run;
  private frameMap: FrameMap | undefined;

  constructor(run: Run) {
    this.run = run;
  }

  value(expression: Expression): Result<Value> {
    switch (expression.kind) {
      case "number":
      case "string":
        return ok(expression.value);
      case "register":
        return ok(valueOf(expression.part, this.run.cursor.cpu.words));
      case "time":
        return ok(this.time(expression.name));
      case "exchange":
        return this.exchange(expression.name === "exchange.page");
      case "memory":
        return this.with(expression.address, (address) => this.memory(expression.size, address));
      case "slot":
        return this.with(expression.offset, (offset) => this.slot(expression.kernel, offset));
      case "frame":
        return this.with(expression.pfn, (pfn) => this.frame(pfn, expression.field));
      case "frames":
        return ok(this.map().counts[expression.code] ?? 0);
      case "prefix":
        return this.prefix(expression.operator, expression.of);
      case "binary":
        return this.binary(expression.operator, expression.left, expression.right);
    }
  }

  private with(part: Expression, then: (value: number) => Result<Value>): Result<Value> {
    const value = this.value(part);
    if (!value.ok) return value;
    return typeof value.value === "string" ? noValue(`"${value.value}"`, "a number") : then(Number(value.value));
  }

  private prefix(operator: "!" | "~" | "-", of: Expression): Result<Value> {
    if (operator !== "!") return this.with(of, (value) => ok((operator === "~" ? ~value : -value) >>> 0));
    const value = this.value(of);
    return value.ok ? ok(!truth(value.value)) : value;
  }

  private binary(operator: BinaryOperator, a: Expression, b: Expression): Result<Value> {
    const left = this.value(a);
    if (!left.ok) return left;
    if (operator === "&&" && !truth(left.value)) return ok(false);
    if (operator === "||" && truth(left.value)) return ok(true);
    const right = this.value(b);
    if (!right.ok) return right;
    if (operator === "&&" || operator === "||") return ok(truth(right.value));
    if (operator === "==" || operator === "!=") return ok(same(left.value, right.value) === (operator === "=="));
    if (typeof left.value === "string" || typeof right.value === "string")
      return noValue("a string", `numbers on both sides of ${operator}`);
    const [x, y] = [Number(left.value), Number(right.value)];
    const order = ORDER.get(operator);
    return ok(order === undefined ? (NUMERIC.get(operator)?.(x, y) ?? 0) : order(x, y));
  }

  private time(name: TimeName): Value {
    const { recording, cursor } = this.run;
    const { at } = cursor;
    const phase = recording.phases[recording.phaseAt(at.t)];
    if (name === "phase") return phase?.id ?? "";
    if (name === "running") return phase?.owner ?? "A";
    return name === "leg" ? recording.legAt(at.t) : at[name];
  }

  private exchange(page: boolean): Result<Value> {
    const { recording, cursor } = this.run;
    const { at } = cursor;
    const index = exchangeAt(recording, at.t);
    const exchange = index === undefined ? undefined : recording.exchanges[index];
    if (exchange === undefined) return noValue("no exchange");
    const number = pageAt(exchange, at.t);
    if (page || number === 0) return ok(page ? number : 0);
    const done = copyTimes(cursor, exchange, number).filter((t) => t <= at.t).length;
    cursor.seek(at);
    return ok(done);
  }

  private memory(size: "byte" | "word" | "dword" | "lin", address: number): Result<Value> {
    const { memory, cpu } = this.run.cursor;
    const physical = size === "lin" ? cpu.translate(address) : address;
    if (physical === undefined) return noValue(`nothing mapped at ${hex(address, 8)}`);
    const bytes = size === "byte" ? 1 : size === "word" ? 2 : 4;
    if (physical + bytes > memory.frameCount * PAGE_SIZE) return noValue(`no memory at ${hex(address, 8)}`);
    if (bytes === 1) return ok(memory.read8(physical));
    return ok(bytes === 2 ? memory.read16(physical) : memory.read32(physical) >>> 0);
  }

  private slot(kernel: string, offset: number): Result<Value> {
    const { recording, cursor } = this.run;
    const control = rolesAt(recording.roles, cursor.at.t).findLast(
      (mark) => mark.kernel === kernel && mark.role === "control",
    );
    if (control === undefined) return noValue(`kernel ${kernel} has no control page`);
    if (offset + 4 > PAGE_SIZE) return noValue(`offset ${hex(offset, 3)}`, "an offset in the page");
    return this.memory("dword", control.pfn * PAGE_SIZE + offset);
  }

  private frame(pfn: number, field: "class" | "hash" | "owner" | "home"): Result<Value> {
    const { memory } = this.run.cursor;
    if (pfn >= memory.frameCount) return noValue(`no frame ${hex(pfn, 5)}`);
    const { store } = memory;
    const id = memory.frames[pfn] ?? 0;
    const owner = kernelOf(store.owner(id));
    if (field === "class") {
      const roles = rolesAt(this.run.recording.roles, this.run.cursor.at.t);
      return ok(roleOf(memory, roles, pfn) ?? CLASS_OF_OWNER[store.owner(id)]);
    }
    if (field === "hash") {
      // what is still being written changes its hash
      if (id >= store.lasting) store.forgetHash(id);
      return ok(hex(store.hash(id), 8).slice(2));
    }
    if (field === "owner") return ok(owner ?? "");
    return owner === undefined ? noValue(`frame ${hex(pfn, 5)} is nobody's`) : ok(store.home(id));
  }

  private map(): FrameMap {
    const { mapper, recording, cursor } = this.run;
    this.frameMap ??= mapper.map(cursor.memory, rolesAt(recording.roles, cursor.at.t), undefined);
    return this.frameMap;
  }
}

/** Booleans are 0 and 1; a string is no number. */
const same = (a: Value, b: Value): boolean =>
  typeof a === "string" || typeof b === "string" ? a === b : Number(a) === Number(b);

/** What an expression is at the cursor's position. */
export const evaluate = (run: Run, expression: Expression): Result<Value> => new Evaluation(run).value(expression);

/** Does it hold? What has no value does not. */
export function holds(run: Run, expression: Expression): boolean {
  const value = evaluate(run, expression);
  return value.ok && truth(value.value);
}
