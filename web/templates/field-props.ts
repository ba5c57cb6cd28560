/** How a field looks that may be read alone. */
export function readOnlyProps(isReadOnly: boolean) {
  return isReadOnly ? ({ readOnly: true, variant: 'filled' } as const) : {};
}

/** As the `ref` of a field that has just come: one types on in it. */
export const focusOnMount = (field: HTMLInputElement | null): void => field?.focus();
