// Holds a page that has unsaved words: it saves them first and then goes. Nothing else keeps anybody from leaving.

/** What may be unsaved. */
export interface UnsavedWork {
  isUnsaved(): boolean;
  /** Tries to make everything durable; resolves when that is done or has failed. */
  save(): Promise<void>;
}

/**
 * Watches the page's leaving; answers what stops watching. A browser tab asks the person, because it must not close itself;
 * an Electron window closes itself once all is saved (its main side waits, and asks when that takes too long).
 */
export function holdLeaving(page: Window, kind: 'electron' | 'loopback', work: UnsavedWork): () => void {
  const hold = (event: BeforeUnloadEvent): void => {
    if (!work.isUnsaved()) return;
    event.preventDefault();
    // Sent before the browser's question is on screen, so that even "leave" loses nothing that could be saved.
    void work.save().then(() => {
      if (kind === 'electron' && !work.isUnsaved()) page.close();
    });
  };
  page.addEventListener('beforeunload', hold);
  return () => {
    page.removeEventListener('beforeunload', hold);
  };
}
