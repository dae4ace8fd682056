// The page has one file input, in the shell; every "Open file…" presses it.

export const FILE_INPUT = "file-input";

export const chooseFile = (): void => document.getElementById(FILE_INPUT)?.click();
