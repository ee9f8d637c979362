/** Notices, those who receive them, silences, and who watches what. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by its own migration
export interface NoticeTables {}
