// Changes whenever the page's colours do: what is painted by hand has to be painted again.

import { useSyncExternalStore } from "react";

const QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const queries = QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}

const now = (): string =>
  [document.documentElement.dataset["theme"], ...QUERIES.map((query) => matchMedia(query).matches)].join();

export const useTheme = (): string => useSyncExternalStore(follow, now);
