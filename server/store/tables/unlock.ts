/** What goes with unlock requests: absences, delegations, documents, phrases. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by its own migration
export interface UnlockTables {}
