// How safe a link of some length is to pass on.

export type Light = "green" | "amber" | "red";

export const lightOf = (length: number): Light => (length <= 2000 ? "green" : length <= 8000 ? "amber" : "red");

export const LIGHT_TEXT: Readonly<Record<Light, string>> = {
  green: "Safe to send anywhere.",
  amber: "Some chat programs may cut it.",
  red: "Too long for a link: use the file.",
};
