// Moves the keyboard focus into a view: to the widget that takes its keys, else to the view itself.

const WIDGET = "[role='grid'], [role='treegrid'], [role='slider'], [data-view-focus]";

export function focusView(id: string): void {
  const view = document.getElementById(id);
  const widget = view?.matches(WIDGET) === true ? view : view?.querySelector<HTMLElement>(WIDGET);
  (widget ?? view)?.focus();
  if (view === null || view.contains(document.activeElement)) return;
  // A grid may leave the focus to one of its cells.
  (view.querySelector<HTMLElement>("[tabindex='0']") ?? view).focus();
}
