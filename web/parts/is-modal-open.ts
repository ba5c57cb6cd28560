/** Whether a dialog is open over the page: keys belong to the dialog then. */
export const isModalOpen = (): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
