// Gives the reader a file.

export { save } from "../../state/save-file.ts";
