/** What persons keep of the desk. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by its own migration
export interface DeskTables {}
