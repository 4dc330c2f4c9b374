/** Where the focus is, before something is drawn. */
interface Place {
  /** Who stood on what is gone now stands on the heading of its section, and not at the page's beginning. */
  keep(): void;
}

export const placeOfFocus = (): Place => {
  const focused = document.activeElement;
  const id = focused?.closest("section[id]")?.id;
  return {
    keep: () => {
      if (id === undefined || focused?.isConnected) return;
      document.getElementById(`${id}-title`)?.focus({ preventScroll: true });
    },
  };
};
