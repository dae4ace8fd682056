// The kind of row every family of instructions contributes to the executor's table.

import type { Code } from "iced-x86";
import type { Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";

/** Compiles one decoded instruction into a function; EIP already points behind it when that runs. */
export type Compile = (decoded: Decoded) => Execute;
export type Row = readonly [Code, Compile];
