// The language of probes and breakpoints, for whoever only wants to know whether a text is in it.

export { parseExpression } from "../recording/questions/expression.ts";
