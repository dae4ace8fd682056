// The one place that turns numbers into the field's notation.

export const hex = (value: number, digits: number): string => `0x${(value >>> 0).toString(16).padStart(digits, "0")}`;
export const hex32 = (value: number): string => hex(value, 8);
export const hexPfn = (value: number): string => hex(value, 5);
export const hexByte = (value: number): string => value.toString(16).padStart(2, "0");
