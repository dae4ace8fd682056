// The language of probes and breakpoints, for whoever only wants to know whether a text, or a register's name, is in it.

export { parseExpression } from "../recording/questions/expression.ts";
export { registerPart } from "../recording/questions/registers.ts";
