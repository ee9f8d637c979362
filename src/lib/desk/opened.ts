/**
 * Attributes of a `<details>` that begins open or shut, to be spread. Set by itself, `open={false}` would shut what somebody opened before the
 * page was awake.
 */
export const opened = (isOpen: boolean): { readonly open?: true } => (isOpen ? { open: true } : {});
