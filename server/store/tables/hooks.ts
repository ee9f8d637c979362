/** Where locks and releases are told to other systems. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by its own migration
export interface HookTables {}
