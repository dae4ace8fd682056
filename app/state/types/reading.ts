// Stories and help, as far as they have been read.

export interface StoryReading {
  /** The step that was shown last. */
  readonly at: number;
  /** Ids of steps whose question is answered ("id?") or whose task is done ("id"). */
  readonly done: readonly string[];
}

export const HELP_PAGES = ["start", "glossary", "about"] as const;
export type HelpPage = (typeof HELP_PAGES)[number];
