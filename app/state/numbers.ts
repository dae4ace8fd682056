// The core's notation of numbers, for the views.

export { hex, hex32, hexByte, hexPfn } from "../sim/core/hex.ts";
