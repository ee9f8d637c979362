/** The long-pending ladder and supervision orders. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by its own migration
export interface SupervisionTables {}
